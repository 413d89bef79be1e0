import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { CodedError } from '@togo/foundation';
import { developmentReceptionFiles } from '../development-keys.ts';
import { nodeArgs } from '../workspace.ts';

/** What the server says of itself when it listens; accounts with `--demo`. */
export interface ReceptionLine {
  readonly port: number;
  readonly era: string;
  readonly password?: string;
  readonly accounts?: readonly { readonly userId: string; readonly what: string }[];
}

export interface RunningReception extends ReceptionLine {
  close(): Promise<void>;
}

const startTimeoutMs = 30_000;

/**
 * The reference server as a program of its own, with the development certificates, on a free port of this machine.
 *
 * @param args `--cutover`, `--now` and what else it takes.
 * @throws CodedError `RECEPTION_FAILED`
 */
export async function runReception(args: readonly string[]): Promise<RunningReception> {
  const child = spawn(process.execPath, [...nodeArgs('apps/reception/src/main.ts'), ...(await developmentReceptionFiles()), '--port', '0', '--json', ...args], { stdio: ['ignore', 'pipe', 'ignore'] });
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const [line] = (await Promise.race([once(lines, 'line', { signal: AbortSignal.timeout(startTimeoutMs) }), exited.then(() => [])]).catch(() => [])) as [string?];
  if (line === undefined) {
    child.kill('SIGKILL');
    throw new CodedError('RECEPTION_FAILED', 'the reference reception server did not start', { hint: `See what ./togo reception ${args.join(' ')} says.` });
  }
  return {
    ...(JSON.parse(line) as ReceptionLine),
    async close() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
