import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { syntheticOffice } from '@togo/claims/testing';
import { CodedError } from '@togo/foundation';
import type { TestPki } from '@togo/transmission/testing';
import { workspaceRoot } from '@togo/workspace';

export const facility = syntheticOffice(1);
export const account = { userId: `KJ13${facility}`, password: 'Kaigo2021' } as const;

export interface Server {
  readonly port: number;
  stop(): Promise<void>;
}

/** The reference server with one account, its data below `folder`, on a Monday in the claims window. */
export async function startServer(pki: TestPki, folder: string): Promise<Server> {
  const closing = { day: 10, time: '23:30' };
  const register = {
    formatVersion: 1,
    federations: [{ code: '13', name: '東京都国民健康保険団体連合会', sendUntil: closing, cancelUntil: closing }],
    facilities: [{ number: facility, name: 'みどり' }],
    accounts: [{ ...account, provisional: false, facility }],
  };
  const [registerPath, chainPath] = [join(folder, 'register.json'), join(folder, 'chain.pem')];
  await Promise.all([writeFile(registerPath, JSON.stringify(register)), writeFile(chainPath, pki.good.certPem + pki.issuing.certPem)]);
  const main = ['--disable-warning=ExperimentalWarning', join(workspaceRoot, 'apps/reception/src/main.ts')];
  const options = ['--port', '0', '--json', '--era', '1.2', '--now', '2021-04-05T10:00:00+09:00', '--cert', chainPath, '--key', pki.good.keyPath];
  const child = spawn(process.execPath, [...main, ...options, '--register', registerPath, '--data', join(folder, 'server')], { stdio: ['ignore', 'pipe', 'ignore'] });
  const exited = once(child, 'exit');
  const end = (): void => void child.kill();
  process.once('exit', end); // a bench that dies takes its server with it
  const first = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
  if (first.done === true) throw new CodedError('BENCH_SEND_FAILED', 'the reception system did not start');
  child.stdout.resume();
  return {
    port: (JSON.parse(first.value) as { port: number }).port,
    stop: async () => {
      process.off('exit', end);
      end();
      await exited;
    },
  };
}
