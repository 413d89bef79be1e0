import { pinnedRange } from '@togo/tls-policy';
import { DeskError, type Desk, type ExchangeReport, type LastExchange, type Target } from '@togo/transmission/node';
import { limits as protocol } from '@togo/transmission/protocol';
import { describe, expect, it } from 'vitest';
import { aSession, anEntry, scriptedDesk } from '../../test/scripted-desk.ts';
import { AutomaticAsking } from './automatic-asking.ts';

const began = Date.parse('2026-12-01T01:00:00Z');
const minute = 60_000;
const sent = { send: 'delivered', sentAt: new Date(began).toISOString(), sentBy: aSession.userId, receivedAt: new Date(began).toISOString() } as const;
const undecided = anEntry(sent);
const decided = anEntry({ ...sent, arrival: { state: 'ok', at: null }, acceptance: { state: 'ok', at: null } });
const good: ExchangeReport = { ok: true, code: 'T-100', sent: [], changed: [], skipped: [], detail: 'x' };

const nowhere: Target = { host: 'localhost', port: 1, trust: { formatVersion: 1, ca: [], crl: [], pins: [] }, range: pinnedRange };

interface World {
  readonly asking: AutomaticAsking;
  /** Minutes since the beginning at which the desk was asked. */
  readonly asked: number[];
  /** Lets time pass, with a look every minute. */
  readonly pass: (minutes: number) => Promise<void>;
  /** Moves the clock without a look, as sleep or a hand does. */
  readonly jump: (minutes: number) => void;
  desk: Desk;
  lastExchange: LastExchange | undefined;
  isBusy: boolean;
}

async function world(script: Parameters<typeof scriptedDesk>[0] = {}, ask: () => Promise<ExchangeReport> = () => Promise.resolve(good)): Promise<World> {
  let now = began;
  const asked: number[] = [];
  const lastExchangeAt = (code: string): LastExchange => ({ at: new Date(now).toISOString(), serverTime: new Date(now).toISOString(), skewSeconds: 0, code });
  const state = { isBusy: false, lastExchange: lastExchangeAt('T-100') as LastExchange | undefined };
  const askAndNote: Desk['ask'] = async () => {
    asked.push((now - began) / minute);
    const report = await ask();
    state.lastExchange = lastExchangeAt(report.code);
    return report;
  };
  const opened = await scriptedDesk({ all: [undecided], session: aSession, ask: askAndNote, ...script })({ folder: '', connection: nowhere, clock: { now: () => new Date(now) }, userAgent: '' });
  const desk = Object.defineProperty(opened, 'lastExchange', { get: () => state.lastExchange });
  let look = (): Promise<void> => Promise.resolve();
  const asking = new AutomaticAsking({ openDesk: () => Promise.resolve(desk), isBusy: () => state.isBusy }, { now: () => new Date(now) }, { write: () => undefined });
  asking.start({
    every: (_intervalMs, act) => {
      look = act;
      return () => (look = () => Promise.resolve());
    },
  });
  const pass = async (minutes: number): Promise<void> => {
    for (let left = minutes; left > 0; left -= 1) {
      now += minute;
      await look();
    }
  };
  return Object.assign(state, { asking, asked, pass, jump: (minutes: number) => void (now += minutes * minute), desk });
}

describe('when results are waited for and somebody is logged in', () => {
  it('asks as often as the floor allows, and no more', async () => {
    const { asked, pass } = await world();
    await pass(35);
    expect(asked).toEqual([10, 20, 30]);
    expect(protocol.pollFloorMs).toBe(10 * minute);
  });

  it('counts from the last time that the user asked', async () => {
    const there = await world();
    await there.pass(5);
    there.lastExchange = { at: new Date(began + 5 * minute).toISOString(), serverTime: '', skewSeconds: 0, code: 'T-100' };
    await there.pass(15);
    expect(there.asked).toEqual([15]);
  });

  it('tells when it will ask next', async () => {
    const { asking, desk, pass } = await world();
    expect(asking.plan(desk)).toEqual({ kind: 'planned', next: new Date(began + 10 * minute) });
    await pass(12);
    expect(asking.plan(desk)).toEqual({ kind: 'planned', next: new Date(began + 20 * minute) });
  });

  it('asks again after a line that was down, after the same time', async () => {
    const { asked, pass } = await world({}, () => Promise.resolve({ ...good, ok: false, code: 'T-102' }));
    await pass(25);
    expect(asked).toEqual([10, 20]);
  });

  it('keeps the floor when the way there fails without an answer', async () => {
    const { asked, pass } = await world({}, () => Promise.reject(new Error('no way')));
    await pass(25);
    expect(asked).toEqual([10, 20]);
  });

  it('asks once after a night of sleep, and at once where the clock was set back', async () => {
    const { asked, pass, jump } = await world();
    jump(600);
    await pass(2);
    expect(asked).toEqual([601]);
    jump(-1000);
    await pass(2);
    expect(asked).toHaveLength(2);
  });

  it('never asks while the user sends', async () => {
    const there = await world();
    there.isBusy = true;
    await there.pass(20);
    expect(there.asked).toEqual([]);
    there.isBusy = false;
    await there.pass(1);
    expect(there.asked).toEqual([21]);
  });
});

describe('when there is nothing to ask about, or nobody to ask for', () => {
  it.each<[string, Parameters<typeof scriptedDesk>[0], string]>([
    ['everything is decided', { all: [decided] }, 'nothing'],
    ['files wait to be sent', { all: [anEntry()] }, 'nothing'],
    ['nobody is logged in', { session: undefined }, 'needs-log-in'],
    ['it was sent in another account', { session: { ...aSession, userId: 'KJ131312345678' } }, 'needs-log-in'],
  ])('asks nothing while %s', async (_state, script, kind) => {
    const { asking, asked, desk, pass } = await world(script);
    await pass(60);
    expect(asked).toEqual([]);
    expect(asking.plan(desk).kind).toBe(kind);
  });
});

describe('when the reception system refuses', () => {
  it.each(['R-502', 'R-506', 'R-532', 'R-533'])('asks no more after %s, until the user has asked with success', async (code) => {
    const there = await world({}, () => Promise.resolve({ ...good, ok: false, code }));
    await there.pass(60);
    expect(there.asked).toEqual([10]);
    expect(there.asking.plan(there.desk)).toEqual({ kind: 'stopped', code });
    there.lastExchange = { at: new Date(began + 60 * minute).toISOString(), serverTime: '', skewSeconds: 0, code: 'T-100' };
    await there.pass(10);
    expect(there.asked).toEqual([10, 70]);
  });

  it('goes on with the next session when the last one has ended', async () => {
    const refuse = (): Promise<ExchangeReport> => Promise.reject(new DeskError('R-505', 'the session has ended'));
    const there = await world({}, refuse);
    await there.pass(10);
    there.lastExchange = { at: new Date(began + 10 * minute).toISOString(), serverTime: '', skewSeconds: 0, code: 'R-505' };
    expect(there.asking.plan(there.desk)).toMatchObject({ kind: 'planned' });
  });

  it('ends with the client', async () => {
    const { asking, asked, pass } = await world();
    await pass(15);
    asking.stop();
    await pass(60);
    expect(asked).toEqual([10]);
  });
});
