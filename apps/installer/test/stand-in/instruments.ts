import { basename, join } from 'node:path';

const instructions = [
  'CreateDirectory', 'Delete', 'RMDir', 'Rename', 'File', 'FileWrite', 'WriteReg(\\w|\\$\\{\\w+\\})+', 'DeleteReg\\w+', 'WriteUninstaller', 'CreateShortcut',
  '\\$\\{COMMAND\\}',
].join('|');
const calls = '(CreateDirectory|MoveFileEx|CopyFile|DeleteFile|RemoveDirectory|SetFileSecurity)W\\(|SetFileInformationByHandle\\(|WriteFile\\(|FlushFileBuffers\\(|GetExitCodeProcess\\(';

/** A statement that writes the journal, or changes a file, a folder or the registry, or waits for a program that does. */
const changing = new RegExp(`^\\s*(${instructions})\\s|^\\s*FileOpen\\s.*\\sw$|${calls}`);

/** What these write is no part of the installation: logs, and what the pages show. */
const untouched = /^(log|page-.*|wizard)\.nsh$/;

/**
 * Adds instruments.nsh to one file of the installer's script: a step after every statement that changes something, and a clock that can be set.
 *
 * @param path of the file; its name is in the names of the steps.
 */
export function addInstruments(path: string, text: string): string {
  const file = basename(path);
  if (file === 'installer.nsi') return text.replace(/^!include "log\.nsh"$/m, (line) => `!include "${join(import.meta.dirname, 'instruments.nsh')}"\n${line}`);
  if (untouched.test(file)) return text;
  const lines = text.split('\n');
  return lines.flatMap((line, index) => [line, ...instrumentsAfter(lines, index, file)]).join('\n');
}

function instrumentsAfter(lines: readonly string[], index: number, file: string): string[] {
  const [before = '', code = '', after = ''] = [index - 1, index, index + 1].map((at) => lines[at]?.replace(/^\s*;.*$/, ''));
  const clock = /GetSystemTimeAsFileTime\(p r(\d)\)/.exec(code)?.[1];
  if (clock !== undefined) return [`  !insertmacro LabClock $${clock}`];
  // What a System::Call left is fetched by the Pop that follows: the step comes after both.
  const isOver = changing.test(code) ? !/^\s*Pop\s/.test(after) : /^\s*Pop\s/.test(code) && changing.test(before);
  // A text that is written and flushed is one step.
  if (!isOver || /FlushFileBuffers\(/.test(after)) return [];
  const name = /FlushFileBuffers\(p \$JournalHandle\)/.test(code) ? 'journal: ${LINE}' : `${file}:${index + 1}`;
  return [`  !insertmacro LabStep "${name}"`];
}
