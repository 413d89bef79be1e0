import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const program = join(import.meta.dirname, '../src/main.ts');
const running = new Set<ChildProcess>();
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
});

export interface ClientProcess {
  readonly pid: number;
  /** Everything on stdout once the process has ended. */
  readonly ended: Promise<{ readonly exitCode: number | null; readonly stdout: string; readonly stderr: string }>;
  /** The one-time address on stdout; rejected when the process ends without one. */
  readonly address: Promise<string>;
  kill(): Promise<void>;
}

/** Starts the client as a process of its own. */
export function startClient(...args: string[]): ClientProcess {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let [stdout, stderr] = ['', ''];
  const addressIn = (text: string): string | undefined => /http:\/\/\S+(?=\n)/.exec(text)?.[0];
  const ended = new Promise<Awaited<ClientProcess['ended']>>((resolve) => {
    child.once('close', (exitCode) => {
      running.delete(child);
      resolve({ exitCode, stdout, stderr });
    });
  });
  const address = new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      const found = addressIn(stdout);
      if (found !== undefined) resolve(found);
    });
    void ended.then((end) => reject(new Error(`no address: ${JSON.stringify(end)}`)));
  });
  address.catch(() => undefined);
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  return { pid: child.pid ?? 0, ended, address, kill };
}
