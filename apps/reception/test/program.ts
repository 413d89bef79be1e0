import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { testPki } from './kit.ts';

const main = join(import.meta.dirname, '../src/main.ts');

/** The server as a process of its own. */
export interface Program<Listening> {
  /** The line on stdout that says where it listens. */
  readonly listening: Listening;
  /** SIGKILL: nothing is tidied up. */
  stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

const running = new Set<ChildProcess>();

/** Ends what a failed test left running. */
export function stopPrograms(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** Starts it with the test certificate, TLS 1.2 and a free port; results come at once. */
export async function startProgram<Listening extends { readonly port: number }>(...options: readonly string[]): Promise<Program<Listening>> {
  const { good, issuing } = await testPki();
  const folder = await mkdtemp(join(tmpdir(), 'togo-reception-program-'));
  const certPath = join(folder, 'chain.pem');
  await writeFile(certPath, good.certPem + issuing.certPem);
  const own = ['--cert', certPath, '--key', good.keyPath, '--era', '1.2', '--port', '0', '--json', '--arrival', '0', '--acceptance', '0'];
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...own, ...options], { stdio: ['ignore', 'pipe', 'ignore'] });
  running.add(child);
  const exited = once(child, 'exit').then(() => running.delete(child));
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  await rm(folder, { recursive: true });
  return {
    listening: JSON.parse(line) as Listening,
    stop: async (signal) => {
      child.kill(signal);
      await exited;
    },
  };
}
