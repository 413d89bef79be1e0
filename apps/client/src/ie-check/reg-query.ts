import { execFile, type ExecFileException } from 'node:child_process';
import { win32 } from 'node:path';
import { ClientError } from '../client-error.ts';
import { limits } from '../limits.ts';

/** Which of the two registries of a 64-bit Windows; 32-bit Windows has one. */
export type View = 32 | 64;

/** What `reg query` prints of a key; undefined where it will not show it: not there, or not for us. */
export type QueryKey = (key: string, view: View) => Promise<string | undefined>;

/** reg.exe has one exit code for "no such key" and "access denied", and says which in the user's language only. */
const notShown = 1;

/**
 * Asks Windows' own reg.exe, by absolute path and without a shell. All questions together take at most `limits.ieCheckMs`.
 * Not `run` of the foundation: the bundle would carry execa and its packages for this one call, which needs a limit on output besides.
 *
 * @param systemRoot the folder of Windows. For our 32-bit runtime its System32 is SysWOW64, whose reg.exe reads both views.
 * @throws ClientError `S-295` when reg.exe cannot run, takes too long, or prints more than `limits.regOutputMaxBytes`.
 */
export function regQuery(systemRoot: string): QueryKey {
  const exe = win32.join(systemRoot, 'System32', 'reg.exe');
  const signal = AbortSignal.timeout(limits.ieCheckMs);
  return (key, view) =>
    new Promise((resolve, reject) => {
      const settings = { encoding: 'latin1', maxBuffer: limits.regOutputMaxBytes, windowsHide: true, signal } as const;
      execFile(exe, ['query', key, `/reg:${view}`], settings, (error: ExecFileException | null, stdout) => {
        if (error === null) resolve(stdout);
        else if (error.code === notShown) resolve(undefined);
        else reject(new ClientError('S-295', `reg.exe query ${key} /reg:${view}: ${error.code ?? error.signal ?? ''} ${error.name}`, { cause: error }));
      });
    });
}
