import { request, type RequestOptions } from 'node:https';
import type { IncomingHttpHeaders } from 'node:http';
import { createHash } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { syntheticOffice, writeClaimFile } from '@togo/claims/testing';
import {
  cancellationPath,
  claimFileType,
  formatContentDigest,
  passwordPath,
  problem,
  sendHeaders,
  session,
  sessionPath,
  transmissionAnswer,
  transmissionPath,
  transmissionsAnswer,
  transmissionsPath,
  type Problem,
  type Transmission,
  type TransmissionsAnswer,
} from '@togo/transmission/protocol';
import { createTestPki, type TestPki } from '@togo/transmission/testing';
import { expect } from 'vitest';
import type { Register } from '../src/register/register.ts';
import { startReception, type Reception, type ReceptionOptions } from '../src/start-reception.ts';

export const offices = {
  own: syntheticOffice(1),
  provisional: syntheticOffice(2),
  first: syntheticOffice(11),
  second: syntheticOffice(12),
  third: syntheticOffice(13),
} as const;
export const password = 'Kaigo2021';
export const users = {
  own: `KJ13${offices.own}`,
  provisional: `KJ13${offices.provisional}`,
  /** Of a facility for which the agent claims. */
  delegated: `KJ13${offices.first}`,
  agent: `KJ13${syntheticOffice(99)}`,
} as const;

export const register: Register = {
  formatVersion: 1,
  federations: [{ code: '13', name: '見本国民健康保険団体連合会', sendUntil: { day: 10, time: '23:30' }, cancelUntil: { day: 10, time: '20:00' } }],
  facilities: Object.entries(offices).map(([name, number]) => ({ number, name })),
  accounts: [
    { userId: users.own, password, provisional: false, facility: offices.own },
    { userId: users.provisional, password, provisional: true, facility: offices.provisional },
    { userId: users.delegated, password, provisional: false, facility: offices.first },
    { userId: users.agent, password, provisional: false, facilities: [offices.first, offices.second, offices.third] },
  ],
  notices: [
    {
      id: 'n-1',
      facility: offices.own,
      title: '返戻(保留)一覧表',
      month: '202103',
      issuedAt: '2021-03-31T16:00:00+09:00',
      fileName: 'henrei.csv',
      mediaType: 'text/csv; charset=windows-31j',
      base64: Buffer.from('1,2\r\n').toString('base64'),
    },
    {
      id: 'n-2',
      facility: offices.second,
      title: '支払決定額通知書',
      month: '202103',
      issuedAt: '2021-04-14T10:00:00+09:00',
      fileName: 'shiharai.pdf',
      mediaType: 'application/pdf',
      base64: Buffer.from('%PDF-1.4').toString('base64'),
    },
  ],
};

/** A clock that a test sets. Monday in the claims window. */
export class TestClock {
  at = new Date('2021-04-05T10:00:00+09:00');
  now(): Date {
    return this.at;
  }
  set(moment: string): void {
    this.at = new Date(moment);
  }
  pass(ms: number): void {
    this.at = new Date(this.at.getTime() + ms);
  }
}

let pki: Promise<TestPki> | undefined;

/** One PKI for all tests of a file: making keys is slow. */
export function testPki(): Promise<TestPki> {
  return (pki ??= createTestPki());
}

let seeded: Promise<string> | undefined;

/** A data folder that knows the register: to hash its passwords anew for each test would take most of the time. */
async function seedData(): Promise<string> {
  const data = await makeFolder();
  await (await start({ data, register })).close();
  return data;
}

/** Removes what the tests of a file shared. */
export async function tidyUp(): Promise<void> {
  await (await pki)?.remove();
  if (seeded !== undefined) await rm(await seeded, { recursive: true });
}

function makeFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'togo-reception-test-'));
}

export interface TestReception extends Reception {
  readonly clock: TestClock;
  /** What it reported as its own bugs: a test that does not expect one demands none. */
  readonly bugs: readonly Error[];
}

/** Without `data` of its own it gets a folder that is gone when it is closed. */
export async function startTestReception(changes: Partial<ReceptionOptions> & { readonly clock?: TestClock } = {}): Promise<TestReception> {
  if (changes.data !== undefined) return start({ register, ...changes });
  const data = await makeFolder();
  await cp(await (seeded ??= seedData()), data, { recursive: true });
  const reception = await start({ data, ...changes });
  const close = async (): Promise<void> => {
    await reception.close();
    await rm(data, { recursive: true });
  };
  return { ...reception, close };
}

async function start(options: Partial<ReceptionOptions> & { readonly clock?: TestClock }): Promise<TestReception> {
  const { good, issuing } = await testPki();
  const clock = options.clock ?? new TestClock();
  const bugs: Error[] = [];
  const reception = await startReception({
    identities: [{ cert: good.certPem + issuing.certPem, key: good.keyPem }],
    host: '127.0.0.1',
    port: 0,
    schedule: { forced: 'tls1.2' },
    log: () => undefined,
    reportBug: (error) => bugs.push(error),
    ...options,
    clock,
  });
  return { ...reception, clock, bugs };
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly json: unknown;
}

export interface Ask {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
  /** Of the connection: a client certificate, an agent. */
  readonly tls?: RequestOptions;
}

/** One request on a connection of its own. */
export async function ask(port: number, { method = 'GET', path, headers = {}, body, tls = {} }: Ask): Promise<Answer> {
  const { root } = await testPki();
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const where = { host: '127.0.0.1', servername: 'localhost', port, ca: root.certPem, agent: false };
  const options = { ...where, method, path, ...tls, headers: { ...length, ...headers } };
  return new Promise((resolve, reject) => {
    const outgoing = request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const bytes = Buffer.concat(chunks);
        const isJson = (response.headers['content-type'] ?? '').includes('json');
        resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes, json: isJson ? JSON.parse(bytes.toString()) : undefined });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

let lastNumber = 0;
/** A 整理番号 that was not used before. */
export function nextNumber(): string {
  lastNumber += 1;
  return String(lastNumber).padStart(20, '0');
}

/** A file that passes every check in April 2021. */
export function claimFile(office: string = offices.own, people = 1): Uint8Array {
  return writeClaimFile({ office, people, processingMonth: '202104' });
}

export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64');
}

export const asJson = (value: unknown): Pick<Ask, 'headers' | 'body'> => ({ headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) });

/** The code of a refusal, its form and its status checked. */
export function refusalOf(answer: Answer): Problem {
  expect(answer.headers['content-type']).toBe('application/problem+json');
  const parsed = problem.parse(answer.json);
  expect(answer.status).toBe(parsed.status);
  return parsed;
}

export function tryLogIn(port: number, userId: string, typed: string, tls: RequestOptions = {}): Promise<Answer> {
  return ask(port, { method: 'POST', path: sessionPath, tls, ...asJson({ formatVersion: 1, userId, password: typed }) });
}

/** Somebody who is logged in and speaks the protocol. */
export interface Claimant {
  readonly session: ReturnType<typeof session.parse>;
  ask(request: Ask): Promise<Answer>;
  changePassword(current: string, next: string): Promise<Answer>;
  /** `headers` replace those that go with the file. */
  send(number: string, bytes: Uint8Array, changes?: SendChanges): Promise<Answer>;
  status(number: string): Promise<Transmission>;
  changedAfter(revision: number): Promise<TransmissionsAnswer>;
  cancel(number: string, cancellation: string): Promise<Answer>;
}

export interface SendChanges {
  readonly facility?: string;
  readonly fileName?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function logIn(port: number, userId: string = users.own, typed: string = password, tls: RequestOptions = {}): Promise<Claimant> {
  const answer = await tryLogIn(port, userId, typed, tls);
  expect(answer.status).toBe(200);
  const own = session.parse(answer.json);
  const asMyself = (asked: Ask): Promise<Answer> => ask(port, { tls, ...asked, headers: { authorization: `Bearer ${own.token}`, ...asked.headers } });
  return {
    session: own,
    ask: asMyself,
    changePassword: (current, next) => asMyself({ method: 'PUT', path: passwordPath, ...asJson({ formatVersion: 1, current, next }) }),
    send: (number, bytes, { facility = own.facilities[0]?.number ?? '', fileName = 'I0304A.CSV', headers = {} } = {}) =>
      asMyself({
        method: 'PUT',
        path: transmissionPath(number),
        body: bytes,
        headers: {
          'content-type': claimFileType,
          'content-digest': formatContentDigest(digestOf(bytes)),
          [sendHeaders.facility]: facility,
          [sendHeaders.fileName]: fileName,
          ...headers,
        },
      }),
    status: async (number) => resultIn(await asMyself({ path: transmissionPath(number) }), 200),
    changedAfter: async (revision) => transmissionsAnswer.parse((await asMyself({ path: `${transmissionsPath}?changedAfter=${revision}` })).json),
    cancel: (number, cancellation) => asMyself({ method: 'PUT', path: cancellationPath(number), ...asJson({ formatVersion: 1, number: cancellation }) }),
  };
}

/** The transmission in an answer of this status. */
export function resultIn(answer: Answer, status: number): Transmission {
  expect([answer.status, answer.json]).toEqual([status, expect.anything()]);
  return transmissionAnswer.parse(answer.json).transmission;
}
