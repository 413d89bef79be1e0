import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isPort } from '../address.ts';
import { limits } from '../limits.ts';
import { readText } from '../read-file.ts';

/** How a second start reaches the running one. Only its own user can read it. */
export interface Instance {
  readonly pid: number;
  readonly port: number;
  /** Shown in the `Authorization` header of a knock. */
  readonly secret: string;
}

const ownerOnly = 0o600;

export function instancePath(stateDir: string): string {
  return join(stateDir, 'instance.json');
}

/** Written by the one that holds the lock; the file of an earlier one must be gone. */
export async function writeInstance(path: string, { pid, port, secret }: Instance): Promise<void> {
  await writeFile(path, `${JSON.stringify({ formatVersion: 1, pid, port, secret })}\n`, { flag: 'wx', mode: ownerOnly });
}

/** Undefined while there is no whole file: its owner may be writing it. */
export async function readInstance(path: string): Promise<Instance | undefined> {
  try {
    const { formatVersion, pid, port, secret } = JSON.parse(await readText(path, limits.knockMaxBytes)) as Record<string, unknown>;
    if (formatVersion !== 1 || typeof pid !== 'number' || !isPort(port) || typeof secret !== 'string') return undefined;
    return { pid, port, secret };
  } catch {
    return undefined;
  }
}

export async function removeInstance(path: string): Promise<void> {
  await rm(path, { force: true });
}
