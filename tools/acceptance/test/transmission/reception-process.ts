import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { workspaceRoot } from '@togo/workspace';

export interface ReceptionFiles {
  readonly certPath: string;
  readonly keyPath: string;
  readonly registerPath: string;
  readonly data: string;
}

/** One life of the reference server over a data folder. */
export interface ReceptionLife {
  readonly port: number;
  /** As the power would: nothing is asked, nothing is finished. */
  kill(): Promise<void>;
}

/** @param faults what goes wrong on purpose, as in a scenario file. */
export async function startLife({ certPath, keyPath, registerPath, data }: ReceptionFiles, faults: readonly object[]): Promise<ReceptionLife> {
  const scenarioPath = join(data, '..', 'scenario.json');
  await writeFile(scenarioPath, JSON.stringify({ formatVersion: 1, faults }));
  const files = ['--cert', certPath, '--key', keyPath, '--register', registerPath, '--data', data, '--scenario', scenarioPath];
  const times = ['--now', '2021-04-05T10:00:00+09:00', '--arrival', '0', '--acceptance', '0', '--cancellation', '0'];
  const main = join(workspaceRoot, 'apps/reception/src/main.ts');
  const args = ['--disable-warning=ExperimentalWarning', main, '--port', '0', '--json', '--era', '1.2', ...files, ...times];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const end = (): void => void child.kill('SIGKILL');
  process.once('exit', end); // a test that dies takes its servers with it
  const stop = async (): Promise<void> => {
    process.off('exit', end);
    await kill(child);
  };
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-10_000)));
  const first = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
  if (first.done === true) throw new Error(`the reception system did not start: ${said}`);
  child.stdout.resume();
  return { port: (JSON.parse(first.value) as { port: number }).port, kill: stop };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}
