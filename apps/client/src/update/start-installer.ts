import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ClientError } from '../client-error.ts';
import { limits } from '../limits.ts';
import type { Places, Surroundings } from '../places.ts';

/** Opens a downloaded installer, which asks for an administrator by itself. */
export interface InstallerStarter {
  /**
   * @param sha256 of the file as it was signed, hexadecimal: another one is not opened.
   * @throws ClientError `U-631`, `U-633`
   */
  readonly start: (exe: string, sha256: string) => Promise<'opened' | 'differs'>;
}

/** How denso.exe says that the file is another one: `I-458` of the launcher. */
const differsExitCode = 108;

/**
 * The launcher opens it, since Node cannot: it holds the file so that nobody can write to it from the look at its bytes until it runs, and it
 * asks Windows for an administrator, which CreateProcess does not (ERROR_ELEVATION_REQUIRED).
 */
export function installerStarter({ platform }: Pick<Surroundings, 'platform'>, { program }: Pick<Places, 'program'>): InstallerStarter {
  return {
    async start(exe, sha256) {
      if (platform !== 'win32') throw new ClientError('U-633', `expected Windows, got ${platform}`);
      const exitCode = await runAWhile(join(program, 'denso.exe'), ['--install', sha256, exe]);
      if (exitCode === differsExitCode) return 'differs';
      if (exitCode !== undefined && exitCode !== 0) throw new ClientError('U-631', `denso.exe --install ended with ${exitCode}`);
      return 'opened';
    },
  };
}

/** @returns its exit code; undefined where it goes on longer than anybody waits: Windows asks for an administrator meanwhile. */
function runAWhile(exe: string, args: readonly string[]): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const child = spawn(exe, args, { detached: true, stdio: 'ignore', shell: false });
    const patience = setTimeout(() => resolve(undefined), limits.installerOpenMs);
    child.once('error', (cause) => {
      clearTimeout(patience);
      reject(new ClientError('U-631', `${exe}: ${String(cause)}`, { cause }));
    });
    child.once('exit', (code) => {
      clearTimeout(patience);
      resolve(code ?? -1);
    });
    child.unref();
  });
}
