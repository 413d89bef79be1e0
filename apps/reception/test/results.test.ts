import { noticeContentPath, noticesAnswer, noticesPath, parseContentDigest, transmissionsPath } from '@togo/transmission/protocol';
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
const accepted = delays.arrivalMs + delays.acceptanceMs;
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

async function send(bytes = claimFile()): Promise<string> {
  const number = nextNumber();
  resultIn(await claimant.send(number, bytes), 201);
  return number;
}

describe('when a client asks for what has changed', () => {
  it('tells each change once, and nothing where nothing changed', async () => {
    const number = await send();
    const sent = await claimant.changedAfter(0);
    expect(sent).toMatchObject({ more: false, transmissions: [{ number, arrival: { state: 'waiting' } }] });
    expect(await claimant.changedAfter(sent.revision)).toMatchObject({ transmissions: [], revision: sent.revision });
    reception.clock.pass(delays.arrivalMs);
    const arrived = await claimant.changedAfter(sent.revision);
    expect(arrived.transmissions).toMatchObject([{ number, arrival: { state: 'ok' }, acceptance: { state: 'waiting' } }]);
    expect((await claimant.changedAfter(arrived.revision)).transmissions).toEqual([]);
    reception.clock.pass(delays.acceptanceMs);
    expect((await claimant.changedAfter(arrived.revision)).transmissions).toMatchObject([{ number, acceptance: { state: 'ok' } }]);
  });

  it('misses nothing when the clock is set back between two questions', async () => {
    const { revision } = await claimant.changedAfter(0);
    reception.clock.pass(-3_600_000);
    const number = await send();
    expect((await claimant.changedAfter(revision)).transmissions).toMatchObject([{ number }]);
  });

  it('tells a hundred at a time and says that there are more', async () => {
    const numbers: string[] = [];
    for (let count = 0; count < 103; count += 1) numbers.push(await send(claimFile(offices.own, 1)));
    const first = await claimant.changedAfter(0);
    expect([first.transmissions.length, first.more]).toEqual([100, true]);
    const rest = await claimant.changedAfter(first.revision);
    expect([rest.transmissions.length, rest.more]).toEqual([3, false]);
    expect([...first.transmissions, ...rest.transmissions].map(({ number }) => number)).toEqual(numbers);
  });

  it('keeps an answer within its limit, however much there is to say', async () => {
    const faulty = Buffer.from(Buffer.from(claimFile(offices.own, 200)).toString('latin1').replaceAll('"7131"', `"9999"`), 'latin1');
    for (let count = 0; count < 40; count += 1) await send(faulty);
    reception.clock.pass(accepted);
    const told = new Set<string>();
    let revision = 0;
    for (let more = true; more; ) {
      const answer = await claimant.ask({ path: `${transmissionsPath}?changedAfter=${revision}` });
      expect(answer.bytes.length).toBeLessThanOrEqual(1024 * 1024);
      const changes = await claimant.changedAfter(revision);
      changes.transmissions.forEach(({ number }) => told.add(number));
      ({ revision, more } = changes);
    }
    expect(told.size).toBe(40);
  });

  it('tells everything to a client whose revision it never gave', async () => {
    const number = await send();
    expect((await claimant.changedAfter(999)).transmissions).toMatchObject([{ number }]);
  });

  it.each(['changedAfter=-1', 'changedAfter=1.5', 'changedAfter=x', 'after=1', 'changedAfter=1&changedAfter=2'])('refuses the question %s', async (query) => {
    expect(refusalOf(await claimant.ask({ path: `${transmissionsPath}?${query}` })).code).toBe('R-531');
  });
});

describe('when a file is cancelled', () => {
  it('answers 依頼中 and then 取消完了', async () => {
    const [number, cancellation] = [await send(), nextNumber()];
    reception.clock.pass(accepted);
    const asked = { state: 'requested', number: cancellation, at: null };
    expect(resultIn(await claimant.cancel(number, cancellation), 200).cancellation).toEqual(asked);
    reception.clock.pass(delays.cancellationMs);
    expect(await claimant.status(number)).toMatchObject({ acceptance: { state: 'ok' }, cancellation: { state: 'done', at: '2021-04-05T01:03:30.000Z' } });
  });

  it('answers the same request with the same number again, and refuses a second one', async () => {
    const [number, cancellation] = [await send(), nextNumber()];
    const first = resultIn(await claimant.cancel(number, cancellation), 200);
    expect(resultIn(await claimant.cancel(number, cancellation), 200)).toEqual(first);
    expect(refusalOf(await claimant.cancel(number, nextNumber())).code).toBe('R-519');
    reception.clock.pass(accepted);
    expect(resultIn(await claimant.cancel(number, cancellation), 200).cancellation.state).toBe('done');
    expect(refusalOf(await claimant.cancel(number, nextNumber())).code).toBe('R-519');
  });

  it('refuses a number that was used for something else', async () => {
    const [number, other, cancellation] = [await send(), await send(), nextNumber()];
    await claimant.cancel(number, cancellation);
    expect(refusalOf(await claimant.cancel(other, cancellation)).code).toBe('R-512');
    expect(refusalOf(await claimant.cancel(other, number)).code).toBe('R-512');
  });

  it('refuses it for a file that was refused itself', async () => {
    const number = await send(claimFile(offices.second));
    reception.clock.pass(delays.arrivalMs);
    expect(refusalOf(await claimant.cancel(number, nextNumber())).code).toBe('R-519');
  });

  it('refuses it for a number that it does not know', async () => {
    expect(refusalOf(await claimant.cancel(nextNumber(), nextNumber())).code).toBe('R-518');
  });

  it('refuses it from the closing time for cancelling on, which is not that for sending', async () => {
    const number = await send();
    reception.clock.set('2021-04-10T20:00:00+09:00');
    claimant = await logIn(reception.port);
    expect(refusalOf(await claimant.cancel(number, nextNumber()))).toMatchObject({ code: 'R-517', until: '2021-04-10T11:00:00.000Z' });
    await send();
  });

  it('answers 取消失敗 where it was asked for in time and could not be done in time', async () => {
    const number = await send();
    reception.clock.set('2021-04-10T19:59:45+09:00');
    claimant = await logIn(reception.port);
    expect(resultIn(await claimant.cancel(number, nextNumber()), 200).cancellation.state).toBe('requested');
    reception.clock.pass(delays.cancellationMs);
    expect(await claimant.status(number)).toMatchObject({ acceptance: { state: 'ok' }, cancellation: { state: 'failed' } });
  });

  it('takes the replacement under a number of its own', async () => {
    const number = await send();
    await claimant.cancel(number, nextNumber());
    reception.clock.pass(accepted);
    const replacement = await send(claimFile(offices.own, 2));
    expect(await claimant.status(number)).toMatchObject({ cancellation: { state: 'done' } });
    expect(await claimant.status(replacement)).toMatchObject({ arrival: { state: 'waiting' }, cancellation: { state: 'none' } });
  });
});

describe('when notices are fetched', () => {
  it('lists those of the facility and hands them out with their digest', async () => {
    const { notices } = noticesAnswer.parse((await claimant.ask({ path: noticesPath })).json);
    expect(notices).toEqual([expect.objectContaining({ id: 'n-1', title: '返戻(保留)一覧表', facility: offices.own, bytes: 5 })]);
    const { status, headers, bytes } = await claimant.ask({ path: noticeContentPath('n-1') });
    expect([status, headers['content-type'], bytes.toString()]).toEqual([200, 'text/csv; charset=windows-31j', '1,2\r\n']);
    expect(parseContentDigest(String(headers['content-digest']))).toBe(digestOf(bytes));
    expect(notices[0]?.digest).toBe(digestOf(bytes));
  });

  it('gives an agent those of its facilities', async () => {
    const agent = await logIn(reception.port, users.agent);
    expect(noticesAnswer.parse((await agent.ask({ path: noticesPath })).json).notices.map(({ id }) => id)).toEqual(['n-2']);
  });

  it.each(['n-2', 'n-3', '..%2f..', `${'x'.repeat(65)}`])('has no notice %s for this facility', async (id) => {
    expect(refusalOf(await claimant.ask({ path: noticeContentPath(id) })).code).toBe('R-521');
  });
});
