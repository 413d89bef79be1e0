import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { createPc } from '../create-pc.ts';
import { LabError } from '../errors.ts';
import type { Pc } from '../pc.ts';
import type { Persona } from '../persona.ts';

/** A name with a slash, or of a file that is here, is a file of this machine; anything else is for Windows to find. */
export function exePath(written: string): string {
  if (/^[a-z]:\\/i.test(written)) return written;
  if (existsSync(written)) return resolve(written);
  if (written.includes('/')) throw new LabError('LAB_BAD_USAGE', `there is no file ${written}`);
  return written;
}

/** Does something on a PC that exists only meanwhile. */
export async function onCleanPc<T>(persona: Persona, exe: string | undefined, act: (pc: Pc) => Promise<T>): Promise<T> {
  const readable = exe?.startsWith('/') === true ? [dirname(exe)] : [];
  const pc = await createPc({ persona, readable, progress: ({ what }) => void process.stderr.write(`${what}\n`) });
  try {
    return await act(pc);
  } finally {
    await pc.dispose();
  }
}
