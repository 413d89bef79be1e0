import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Progress } from '@togo/foundation';
import { cacheDir, wineBoxDir } from '@togo/needs';
import { Pc } from './pc.ts';
import type { Persona } from './persona.ts';
import { clonePrefix } from './prefix/clone.ts';
import { sweepPcs } from './prefix/sweep.ts';
import { ensureTemplate, templatesDir } from './prefix/template.ts';

const workspace = resolve(import.meta.dirname, '../../..');

export interface PcOptions {
  readonly persona: Persona;
  /** Folders of this machine, besides the workspace and the temporary folder, that programs may read at the same path on drive Z:. */
  readonly readable?: readonly string[];
  /** Hears about a template that has to be made first. */
  readonly progress?: Progress;
}

/**
 * A new PC in a tenth of a second, cloned from the persona's template (which is made first where it is missing: about 20 s, once).
 * The workspace can be read and the temporary folder written, at their own paths on drive Z:.
 *
 * @throws LabError `LAB_NOT_PROVISIONED` when the Wine box is missing.
 */
export async function createPc(options: PcOptions): Promise<Pc> {
  const template = await ensureTemplate(options.persona, options.progress);
  const pcs = join(cacheDir(), 'wine-pcs');
  await sweepPcs(pcs);
  const folder = join(pcs, `${process.pid}-${randomBytes(4).toString('hex')}`);
  const prefix = join(folder, 'prefix');
  const screen = join(folder, 'screen');
  clonePrefix(template, prefix);
  await mkdir(screen);
  const readable = [workspace, templatesDir(), ...(options.readable ?? [])];
  return new Pc(options.persona, folder, { root: wineBoxDir(), prefix, screen, readable, writable: [tmpdir(), folder] });
}
