import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { processingMonthAt } from '@togo/claims';
import { syntheticOffice, writeClaimFile, type WriteOptions } from '@togo/claims/testing';
import { formatManifest, type Layer } from '@togo/release/manifest';
import { createTestPki } from '@togo/transmission/testing';
import { workspaceRoot } from '@togo/workspace';
import type { Page } from 'playwright-core';
import { afterAll } from 'vitest';
import { launchBrowser } from '../../src/launch-browser.ts';
import { startReception, type RunningReception } from '../../src/reception.ts';

export const password = 'Kaigo2021';
export const offices = { own: syntheticOffice(1), beginner: syntheticOffice(2), first: syntheticOffice(11), second: syntheticOffice(12), third: syntheticOffice(13) } as const;
export const users = { own: `KJ13${offices.own}`, beginner: `KJ13${offices.beginner}`, delegated: `KJ13${offices.first}`, agent: `KJ13${syntheticOffice(99)}` } as const;

const register = {
  formatVersion: 1,
  federations: [{ code: '13', name: '東京都国民健康保険団体連合会', sendUntil: { day: 10, time: '23:30' }, cancelUntil: { day: 10, time: '20:00' } }],
  facilities: [[offices.own, 'あおぞら介護'], [offices.beginner, 'わかば介護'], [offices.first, '本町介護'], [offices.second, '南町介護'], [offices.third, '北町介護']].map(([number, name]) => ({ number, name })),
  accounts: [
    { userId: users.own, password, facility: offices.own },
    { userId: users.beginner, password, provisional: true, facility: offices.beginner },
    { userId: users.delegated, password, facility: offices.first },
    { userId: users.agent, password, facilities: [offices.first, offices.second, offices.third] },
  ],
  notices: [
    { id: 'n-1', facility: offices.own, title: '返戻(保留)一覧表', month: '202610', issuedAt: '2026-10-30T16:00:00+09:00', fileName: 'henrei.csv', mediaType: 'text/csv; charset=windows-31j', base64: Buffer.from('1,2\r\n').toString('base64') },
  ],
};

/** One fault on purpose, as apps/reception reads it from a scenario file. */
export type Fault = Readonly<Record<string, unknown>>;

export interface FacilityOptions {
  /** What goes wrong at the reception system. */
  readonly faults?: readonly Fault[];
  /** The reception system's clock starts at this moment; ISO 8601. By default at that of the client. */
  readonly receptionNow?: string;
  /** From sending to 到達, from there to 受付, and from the request to 取消. */
  readonly delaySeconds?: number;
}

/** A facility's PC with the client's screens open in a browser without script, and the reception system that it sends to. */
export interface Facility extends AsyncDisposable {
  readonly page: Page;
  readonly home: string;
  readonly reception: RunningReception;
  /** A file on the PC. @returns its path */
  readonly write: (name: string, content: string | Uint8Array) => Promise<string>;
  /** Runs the client's command line on the same PC. */
  readonly run: (args: readonly string[], stdin?: string) => Promise<{ readonly exitCode: number; readonly stdout: string; readonly stderr: string }>;
  /** Ends the client at once, as a power cut does, and opens it again. */
  restart(): Promise<void>;
  /** Ends the client, so that the command line can be used. */
  quit(): Promise<void>;
  /** Sets the clock of the facility's PC forward, for what is already open too. */
  setForward(minutes: number): Promise<void>;
}

const minuteMs = 60_000;

/**
 * How far the clocks of both sides are ahead of this machine's: at the start of a story it is ten o'clock in Japan, today. Closing times lie in the
 * evening of the tenth, and a story that is told then would meet them.
 */
const aheadMs = millisecondsTo('10:00:00+09:00');

function millisecondsTo(timeInJapan: string): number {
  const now = Date.now();
  const today = new Date(now + 9 * 60 * minuteMs).toISOString().slice(0, 10);
  return Date.parse(`${today}T${timeInJapan}`) - now;
}

/** By the clocks of the facility's PC and of the reception system. */
export const facilityNow = (): Date => new Date(Date.now() + aheadMs);

/** The month for which a claim file can be sent now. */
export const monthNow = (): string => processingMonthAt(facilityNow());

/** A claim file that can be sent now. */
export function claimFile(options: WriteOptions = {}): Buffer {
  return Buffer.from(writeClaimFile({ office: offices.own, processingMonth: monthNow(), ...options }));
}

/** What a browser hands over when a file is chosen. */
export function chosen(name: string, buffer: Buffer): { name: string; mimeType: string; buffer: Buffer } {
  return { name, mimeType: 'text/csv', buffer };
}

/** One for all tests of a file: making keys takes longer than sending. */
const pki = createTestPki();
afterAll(async () => (await pki).remove());

export async function openFacility({ faults = [], receptionNow = facilityNow().toISOString(), delaySeconds = 0 }: FacilityOptions = {}): Promise<Facility> {
  const root = await mkdtemp(join(tmpdir(), 'togo-facility-'));
  const write = async (name: string, content: string | Uint8Array): Promise<string> => {
    await writeFile(join(root, name), content);
    return join(root, name);
  };
  const { good, issuing, trust } = await pki;
  const reception = await startReception(
    ...['--cert', await write('chain.pem', good.certPem + issuing.certPem), '--key', await write('leaf.key', good.keyPem), '--era', '1.2'],
    ...['--register', await write('register.json', JSON.stringify(register)), '--scenario', await write('scenario.json', JSON.stringify({ formatVersion: 1, faults }))],
    ...['--arrival', '--acceptance', '--cancellation'].flatMap((option) => [option, String(delaySeconds)]),
    ...['--now', receptionNow],
  );
  const home = join(root, 'client');
  await mkdir(home);
  await writeFile(join(home, 'trust.json'), JSON.stringify(trust));
  await writeFile(join(home, 'release.json'), manifestFor(reception.port));
  const browser = await launchBrowser();
  const page = await (await browser.newContext({ locale: 'ja-JP', javaScriptEnabled: false })).newPage();
  page.setDefaultTimeout(15_000);
  const clock = await write('ahead-ms', String(aheadMs));
  let client = await startClient(home, clock);
  await page.goto(client.address);
  return {
    page,
    home,
    reception,
    write,
    run: (args, stdin = '') => runClient([...args, '--home', home], stdin, clock),
    async restart() {
      await client.end('SIGKILL');
      client = await startClient(home, clock);
      await page.goto(client.address);
    },
    quit: () => client.end('SIGTERM'),
    setForward: (minutes) => writeFile(clock, String(aheadMs + minutes * minuteMs)),
    async [Symbol.asyncDispose]() {
      await browser.close();
      await client.end('SIGKILL');
      await reception.stop();
      await rm(root, { recursive: true, force: true });
    },
  };
}

const program = join(workspaceRoot, 'apps/client/src/main.ts');
const nodeArgs = (clock: string): string[] => ['--disable-warning=ExperimentalWarning', '--import', `${pathToFileURL(join(import.meta.dirname, 'shifted-clock.ts')).href}?ahead=${encodeURIComponent(clock)}`, program];

export async function startClient(home: string, clock: string): Promise<{ address: string; end: (signal: NodeJS.Signals) => Promise<void> }> {
  const child = spawn(process.execPath, [...nodeArgs(clock), '--no-browser', '--home', home], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  let address: string | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    address = /^http:\/\/\S+$/.exec(line)?.[0];
    if (address !== undefined) break;
  }
  if (address === undefined) throw new Error('the client ended without an address');
  child.stdout.resume();
  return {
    address,
    end: async (signal) => {
      child.kill(signal);
      await exited;
    },
  };
}

async function runClient(args: readonly string[], stdin: string, clock: string): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [...nodeArgs(clock), ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.end(stdin);
  const [stdout, stderr, [exitCode]] = await Promise.all([textOf(child.stdout), textOf(child.stderr), once(child, 'exit') as Promise<[number]>]);
  return { exitCode, stdout, stderr };
}

async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** What a release says of itself, as far as the client asks when it sends. */
export function manifestFor(port: number): string {
  const none = { sha256: '0'.repeat(64), bytes: 0 };
  const layer = (name: Layer['name'], target: string, path: string): Layer => ({ name, target, ...none, installedBytes: 0, files: [{ path, ...none }] });
  return formatManifest({
    formatVersion: 1,
    version: '9.1.0',
    title: '統合インストーラ Ver.9.1.0',
    productNames: { installer: '統合インストーラ', client: '介護伝送ソフト', checker: 'IE設定チェックツール' },
    signing: 'development',
    tls: { min: 'TLSv1.2', max: 'TLSv1.2' },
    os: ['windows-8.1', 'windows-10'],
    runtime: { node: '22.23.2', arch: 'ia32', sha256: none.sha256 },
    reception: { host: 'localhost', port, probePath: '/v1/handshake' },
    upgradesFrom: '>=8.0.0 <9.1.0',
    launcher: none,
    layers: [layer('runtime', `runtime\\${none.sha256.slice(0, 16)}`, 'node.exe'), layer('client', 'versions\\9.1.0', 'client.mjs'), layer('extras', 'versions\\9.1.0', 'notes.html')],
    tools: { makensis: 'v3.12' },
  });
}
