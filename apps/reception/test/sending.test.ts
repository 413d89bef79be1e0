import { createHash, randomBytes } from 'node:crypto';
import { formatContentDigest, limits, sendHeaders, transmissionPath } from '@togo/transmission/protocol';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  claimFile,
  digestOf,
  logIn,
  nextNumber,
  offices,
  refusalOf,
  resultIn,
  startTestReception,
  tidyUp,
  users,
  type Claimant,
  type TestReception,
} from './kit.ts';

const delays = { arrivalMs: 60_000, acceptanceMs: 120_000, cancellationMs: 30_000 };
let reception: TestReception;
let claimant: Claimant;

beforeEach(async () => {
  reception = await startTestReception({ delays });
  claimant = await logIn(reception.port);
});
afterEach(async () => {
  expect(reception.bugs).toEqual([]);
  await reception.close();
});
afterAll(tidyUp);

describe('when a claim file is sent', () => {
  it('takes it, and tells 到達 and then 受付 when their time has come', async () => {
    const [number, file] = [nextNumber(), claimFile()];
    const waiting = { state: 'waiting', at: null };
    expect(resultIn(await claimant.send(number, file), 201)).toEqual({
      number,
      facility: offices.own,
      fileName: 'I0304A.CSV',
      bytes: file.length,
      digest: digestOf(file),
      receivedAt: '2021-04-05T01:00:00.000Z',
      arrival: waiting,
      acceptance: waiting,
      cancellation: { state: 'none', number: null, at: null },
      findings: [],
    });
    reception.clock.pass(delays.arrivalMs);
    expect(await claimant.status(number)).toMatchObject({ arrival: { state: 'ok', at: '2021-04-05T01:01:00.000Z' }, acceptance: waiting });
    reception.clock.pass(delays.acceptanceMs);
    expect(await claimant.status(number)).toMatchObject({ arrival: { state: 'ok' }, acceptance: { state: 'ok', at: '2021-04-05T01:03:00.000Z' } });
  });

  it('knows nothing of a number that was never sent', async () => {
    expect(refusalOf(await claimant.ask({ path: transmissionPath(nextNumber()) })).code).toBe('R-518');
  });

  it('answers the same number with the same bytes as before, as often as it comes', async () => {
    const [number, file] = [nextNumber(), claimFile()];
    const first = await claimant.send(number, file);
    for (let again = 0; again < 3; again += 1) {
      reception.clock.pass(1000);
      expect(resultIn(await claimant.send(number, file), 200)).toEqual(resultIn(first, 201));
    }
    expect((await claimant.changedAfter(0)).transmissions).toHaveLength(1);
  });

  it('takes one of many that come at the same moment with the same number', async () => {
    const [number, file] = [nextNumber(), claimFile()];
    const answers = await Promise.all(Array.from({ length: 8 }, () => claimant.send(number, file)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 200, 200, 201]);
    expect((await claimant.changedAfter(0)).transmissions).toHaveLength(1);
  });

  it('refuses the same number with other bytes, another facility or another name, and keeps the first', async () => {
    const [number, file] = [nextNumber(), claimFile()];
    await claimant.send(number, file);
    expect(refusalOf(await claimant.send(number, claimFile(offices.own, 2))).code).toBe('R-512');
    expect(refusalOf(await claimant.send(number, file, { fileName: 'I0304B.CSV' })).code).toBe('R-512');
    expect((await claimant.status(number)).digest).toBe(digestOf(file));
    const agent = await logIn(reception.port, users.agent);
    const another = nextNumber();
    await agent.send(another, file, { facility: offices.first });
    expect(refusalOf(await agent.send(another, file, { facility: offices.second })).code).toBe('R-512');
  });

  it('lets two accounts use the same number', async () => {
    const number = nextNumber();
    const agent = await logIn(reception.port, users.agent);
    resultIn(await claimant.send(number, claimFile()), 201);
    resultIn(await agent.send(number, claimFile(offices.third), { facility: offices.third }), 201);
  });

  it('takes a file of some megabytes whole', async () => {
    const file = randomBytes(5_000_000);
    const sent = resultIn(await claimant.send(nextNumber(), file), 201);
    expect(sent).toMatchObject({ bytes: file.length, digest: createHash('sha256').update(file).digest('base64') });
  });
});

describe('when a request to send is not in order', () => {
  const digest = (text: string): Record<string, string> => ({ 'content-digest': text });
  it.each<[string, Record<string, string>, string]>([
    ['no digest', digest(''), 'R-513'],
    ['another algorithm alone', digest('sha-512=:AAAA:'), 'R-513'],
    ['the digest of something else', digest(formatContentDigest(digestOf(Buffer.from('other')))), 'R-513'],
    ['another type', { 'content-type': 'text/csv' }, 'R-531'],
    ['JSON', { 'content-type': 'application/json' }, 'R-531'],
    ['a compressed body', { 'content-encoding': 'gzip' }, 'R-531'],
    ['no facility', { [sendHeaders.facility]: '' }, 'R-531'],
    ['a facility that is no number', { [sendHeaders.facility]: '13I9900012' }, 'R-531'],
    ['a facility of somebody else', { [sendHeaders.facility]: offices.second }, 'R-508'],
    ['a file name with a path', { [sendHeaders.fileName]: '../A.CSV' }, 'R-531'],
    ['a file name that is too long', { [sendHeaders.fileName]: 'ABCDEFGHI.CSV' }, 'R-531'],
  ])('refuses %s and keeps nothing', async (_what, headers, code) => {
    const number = nextNumber();
    expect(refusalOf(await claimant.send(number, claimFile(), { headers })).code).toBe(code);
    expect(refusalOf(await claimant.ask({ path: transmissionPath(number) })).code).toBe('R-518');
  });

  it.each(['1', '123456789012345678901', 'abcdefghijklmnopqrst', '%2e%2e', '０１２３４５６７８９０１２３４５６７８９'.normalize()])('refuses the number %s', async (number) => {
    const asked = await claimant.send(encodeURIComponent(number), claimFile());
    expect(refusalOf(asked).code).toBe('R-511');
  });

  it('gets its refusal across although the whole body still comes', async () => {
    const headers = { authorization: 'Bearer none' };
    expect(refusalOf(await claimant.send(nextNumber(), randomBytes(5_000_000), { headers })).code).toBe('R-505');
  });

  it('refuses a file that is too large before its body is read', async () => {
    const headers = { 'content-length': String(limits.claimFileMaxBytes + 1) };
    expect(refusalOf(await claimant.send(nextNumber(), claimFile(), { headers }))).toMatchObject({ code: 'R-514', status: 413 });
  });
});

describe('when the closing time comes', () => {
  it('takes a file whose last byte is there one millisecond before, and none after', async () => {
    reception.clock.set('2021-04-10T23:29:59.999+09:00');
    claimant = await logIn(reception.port);
    const number = nextNumber();
    resultIn(await claimant.send(number, claimFile()), 201);
    reception.clock.pass(1);
    expect(refusalOf(await claimant.send(nextNumber(), claimFile()))).toMatchObject({ code: 'R-515', until: '2021-04-10T14:30:00.000Z' });
    expect(resultIn(await claimant.send(number, claimFile()), 200).receivedAt).toBe('2021-04-10T14:29:59.999Z');
  });

  it('takes files of the next month from the 11th on', async () => {
    reception.clock.set('2021-03-11T00:00:00+09:00');
    claimant = await logIn(reception.port);
    resultIn(await claimant.send(nextNumber(), claimFile()), 201);
  });

  it('takes none of the month that has closed, on the 11th either', async () => {
    reception.clock.set('2021-04-11T09:00:00+09:00');
    claimant = await logIn(reception.port);
    expect(refusalOf(await claimant.send(nextNumber(), claimFile()))).toMatchObject({ code: 'R-515', until: '2021-04-10T14:30:00.000Z' });
  });
});

describe('when a file has faults', () => {
  const send = async (bytes: Uint8Array): Promise<string> => {
    const number = nextNumber();
    resultIn(await claimant.send(number, bytes), 201);
    reception.clock.pass(delays.arrivalMs + delays.acceptanceMs);
    return number;
  };
  const changed = (from: string, to: string): Uint8Array => Buffer.from(Buffer.from(claimFile()).toString('latin1').replace(from, to), 'latin1');

  it('answers 到達 × for something that is no claim file', async () => {
    const result = await claimant.status(await send(Buffer.from('hello')));
    expect(result).toMatchObject({ arrival: { state: 'error' }, acceptance: { state: 'error' } });
    expect(result.findings[0]).toMatchObject({ severity: 'error', message: expect.stringMatching(/\p{Script=Han}/u) });
  });

  it('answers 到達 × when the file names another sender than the request', async () => {
    const result = await claimant.status(await send(claimFile(offices.second)));
    expect(result.arrival.state).toBe('error');
    expect(result.findings[0]).toMatchObject({ code: 'K-391', line: 1, column: 8 });
  });

  it('answers 受付 × for a wrong form', async () => {
    const result = await claimant.status(await send(changed('2,2,', '2,9,')));
    expect(result).toMatchObject({ arrival: { state: 'ok' }, acceptance: { state: 'error' } });
    expect(result.findings.length).toBeGreaterThan(0);
  });

  it('answers 受付 △ for what will be returned', async () => {
    const insurer = /"(00\d{6})"/.exec(Buffer.from(claimFile()).toString('latin1'))?.[1] ?? '';
    const wrong = insurer.slice(0, 7) + String((Number(insurer.at(-1)) + 1) % 10);
    const result = await claimant.status(await send(changed(insurer, wrong)));
    expect(result).toMatchObject({ arrival: { state: 'ok' }, acceptance: { state: 'warnings' } });
    expect(result.findings[0]?.severity).toBe('warning');
  });

  it('tells no finding before the result', async () => {
    const number = nextNumber();
    expect(resultIn(await claimant.send(number, claimFile(offices.second)), 201).findings).toEqual([]);
  });
});
