import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { workspaceRoot } from '@togo/workspace';

export interface RunningReception {
  readonly port: number;
  /** What it wrote about its connections, one JSON line each. */
  readonly log: () => string;
  stop(): Promise<void>;
}

/** `togo reception` on a free port, stopped by its process id. */
export async function startReception(...args: readonly string[]): Promise<RunningReception> {
  const child = spawn(join(workspaceRoot, 'togo'), ['reception', '--port', '0', '--json', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit');
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const first = await lines.next();
  if (first.done === true) throw new Error(`togo reception did not start: ${log}`);
  const { port } = JSON.parse(first.value) as { port: number };
  child.stdout.resume();
  return {
    port,
    log: () => log,
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
