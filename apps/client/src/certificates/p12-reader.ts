import { join } from 'node:path';
import { bundledVersion } from '../bundled-version.ts';
import { limits } from '../limits.ts';

/** The command of the reading process, and how long it may take. */
export interface P12Reader {
  /** Absolute path. */
  readonly exe: string;
  readonly args: readonly string[];
  readonly timeoutMs: number;
}

/** This very program once more. */
export function ownP12Reader(): P12Reader {
  // From its sources it consists of many files.
  return bundledVersion === undefined ? p12ReaderOf(join(import.meta.dirname, '../main.ts'), '*') : p12ReaderOf(import.meta.filename, import.meta.filename);
}

/**
 * A process with little memory, without the right to write files or to start programs.
 *
 * @param program absolute path of the client.
 * @param readable what it may read: a path, or `*`.
 */
export function p12ReaderOf(program: string, readable: string): P12Reader {
  return {
    exe: process.execPath,
    args: [
      `--max-old-space-size=${limits.p12ReaderMemoryMb}`,
      '--permission',
      `--allow-fs-read=${readable}`,
      '--disable-warning=ExperimentalWarning',
      program,
      '--read-p12',
    ],
    timeoutMs: limits.p12ReadMs,
  };
}
