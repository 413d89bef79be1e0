import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processingMonthAt } from '@togo/claims';
import type { Register } from '../register/register.ts';
import { demoFacilities, demoPassword, demoRegister, demoUsers } from './demo-register.ts';
import { writeDemoFiles, type DemoFile } from './demo-files.ts';

export interface Demo {
  readonly register: Register;
  readonly password: string;
  readonly accounts: readonly DemoAccount[];
  readonly claimFiles: readonly DemoFile[];
  /** Removes what lies in a temporary folder. */
  remove(): Promise<void>;
}

export interface DemoAccount {
  readonly userId: string;
  readonly what: string;
}

/** Makes everything that somebody needs to send a claim. @param data folder that is kept; without it a temporary one. */
export async function prepareDemo(now: Date, data: string | undefined): Promise<Demo> {
  const month = processingMonthAt(now);
  const folder = data === undefined ? await mkdtemp(join(tmpdir(), 'togo-demo-')) : join(data, 'demo');
  return {
    register: demoRegister(month, now),
    password: demoPassword,
    accounts: [
      { userId: demoUsers.own, what: demoFacilities.own.name },
      { userId: demoUsers.agent, what: `an agent (代理人) for ${demoFacilities.delegated.length} facilities` },
      { userId: demoUsers.delegated, what: `${demoFacilities.delegated[0].name}: the agent claims for it, itself may not` },
      { userId: demoUsers.starting, what: `${demoFacilities.starting.name}: provisional password, to be changed first` },
    ],
    claimFiles: await writeDemoFiles(folder, month),
    remove: async () => (data === undefined ? rm(folder, { recursive: true, force: true }) : undefined),
  };
}

/** What to type, for a person. */
export function explainDemo({ password, accounts, claimFiles }: Demo, host: string, port: number): string {
  const [first] = accounts;
  const [good] = claimFiles;
  return [
    '',
    `  Everything here is made up. Password of every account: ${password}`,
    ...accounts.map(({ userId, what }) => `    ${userId}  ${what}`),
    '  Claim files of this month:',
    ...claimFiles.map(({ path, outcome }) => `    ${path}  ${outcome}`),
    '',
    '  Send one:',
    `    ./togo client                        設定 → 接続先: ${host === '127.0.0.1' ? 'localhost' : host}, ${port}; then ログイン, 送信`,
    `    ./togo client send ${good?.path ?? ''} --user ${first?.userId ?? ''}`,
    '',
  ].join('\n');
}
