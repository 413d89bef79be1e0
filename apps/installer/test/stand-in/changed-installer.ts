import { cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CodedError } from '@togo/foundation';
import { addInstruments } from './instruments.ts';

/** One text of the installer's script replaced by another. */
export interface ScriptChange {
  /** Name of the file in apps/installer/nsis. */
  readonly file: string;
  /** Must occur exactly once. */
  readonly find: string;
  readonly replace: string;
}

const ours = resolve(import.meta.dirname, '../..');
const packages = resolve(ours, '../../node_modules');

/**
 * A copy of the installer's sources whose script differs from ours.
 *
 * @param folder made here; beside it a link to the workspace's packages.
 * @returns the folder of the copy's build programs.
 * @throws CodedError `CHANGE_DOES_NOT_APPLY` when a text to be replaced is not there, or is there twice.
 */
export async function changedInstaller(folder: string, changes: readonly ScriptChange[], isInstrumented: boolean): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const part of ['src', 'nsis', 'art', 'package.json']) await cp(join(ours, part), join(folder, part), { recursive: true });
  await symlink(join(ours, 'node_modules'), join(folder, 'node_modules'));
  await symlink(packages, join(folder, '../node_modules'));
  for (const change of changes) await rewrite(join(folder, 'nsis', change.file), (text) => applyChange(text, change));
  if (isInstrumented) for (const file of await readdir(join(folder, 'nsis'))) await rewrite(join(folder, 'nsis', file), (text) => addInstruments(file, text));
  return join(folder, 'src');
}

async function rewrite(path: string, edit: (text: string) => string): Promise<void> {
  await writeFile(path, edit(await readFile(path, 'utf8')));
}

/** A text over several lines matches whatever its indentation, as the script may be indented anew. */
export function applyChange(text: string, { file, find, replace }: ScriptChange): string {
  const pattern = new RegExp(
    find
      .trim()
      .split(/\s*\n\s*/)
      .map((line) => line.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('\\s*\\n\\s*'),
    'g',
  );
  const found = [...text.matchAll(pattern)].length;
  if (found !== 1) {
    throw new CodedError('CHANGE_DOES_NOT_APPLY', `${file}: expected this text once, found it ${found} times:\n${find}`, {
      hint: 'The script has changed: adapt the text to be replaced.',
    });
  }
  return text.replace(pattern, () => replace.trim());
}
