import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeStatement } from '../test/publisher.ts';
import { parseStatement, parseWithdrawals, worldOf, type Statement, type Withdrawal } from './index.ts';
import { rememberWithdrawals } from './withdrawals.ts';

const bytes = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));
const refused = (message: string): unknown => expect.objectContaining({ code: 'bad-document', message: expect.stringContaining(message) });

describe('when a statement is read', () => {
  it('reads back as it was written, and leaves out what only a later program knows', () => {
    expect(parseStatement(bytes({ ...makeStatement(), later: 1 }))).toEqual(makeStatement());
  });

  it.each<[string, Partial<Record<keyof Statement, unknown>>]>([
    ['formatVersion', { formatVersion: 2 }],
    ['sequence', { sequence: 0 }],
    ['at', { at: '2021-04-19T10:00:00' }],
    ['channels', { channels: { general: '9.2.0' } }],
    ['cutover', { cutover: { at: '2021-05-24T10:00:00+09:00', window: '令和3年5月' } }],
    ['dates', { dates: { someday: { window: '令和3年4月' } } }],
    ['releases', { releases: makeStatement().releases.map((release) => ({ ...release, version: '9.2.0' })), channels: {} }],
    ['releases', { releases: [...makeStatement().releases, ...makeStatement().releases] }],
    ['reinstated.0', { reinstated: ['W 1'] }],
    ['milestone', { milestone: 'someday' }],
  ])('another %s is refused: %j', (place, change) => {
    expect(() => parseStatement(bytes({ ...makeStatement(), ...change }))).toThrow(refused(place));
  });

  it.each(['../x.exe', '9.1.0/../x', '9.1.0\\x.exe', '/9.1.0/x', '9.1.0//x', '9.1.0/.x', 'C:x', '9.1.0/é'])(
    'a target that is no name is refused: %s',
    (target) => {
      const [release] = makeStatement().releases;
      const artefacts = release?.artefacts.map((artefact) => ({ ...artefact, target }));
      expect(() => parseStatement(bytes(makeStatement({ releases: [{ ...release, artefacts } as Statement['releases'][number]] })))).toThrow(refused('target'));
    },
  );

  it('reports all departures together', () => {
    expect(() => parseStatement(bytes({ ...makeStatement(), sequence: 'one', planSha256: 'x' }))).toThrow(/sequence: .*\n.*planSha256: /);
  });

  it.each(['', '{', 'null', '[]', '\ufeff{"formatVersion":1}'])('what is no statement is refused: %j', (text) => {
    expect(() => parseStatement(Buffer.from(text))).toThrow(expect.objectContaining({ code: 'bad-document' }));
  });
});

const withdrawals = fc.array(
  fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd'),
    version: fc.constantFrom('9.0.0', '9.1.0'),
    at: fc.constant('2021-04-20T09:00:00+09:00'),
    reason: fc.constantFrom('理由', '別の理由'),
  }),
);

describe('when withdrawals are read', () => {
  it('an id that stands there twice is refused', () => {
    const item: Withdrawal = { id: 'a', version: '9.1.0', at: '2021-04-20T09:00:00+09:00', reason: '理由' };
    expect(parseWithdrawals(bytes({ formatVersion: 1, withdrawals: [item] })).withdrawals).toEqual([item]);
    expect(() => parseWithdrawals(bytes({ formatVersion: 1, withdrawals: [item, item] }))).toThrow(refused('each id once'));
  });

  it('what was seen stays, each id once, in its first wording', () => {
    fc.assert(
      fc.property(fc.array(withdrawals, { maxLength: 5 }), (lists) => {
        const once = lists.map((list) => list.filter((item, index) => list.findIndex(({ id }) => id === item.id) === index));
        let seen: Withdrawal[] = [];
        for (const list of once) {
          const next = rememberWithdrawals(seen, list);
          expect(next.slice(0, seen.length)).toEqual(seen);
          expect(new Set(next.map(({ id }) => id))).toEqual(new Set([...seen, ...list].map(({ id }) => id)));
          expect(new Set(next.map(({ id }) => id)).size).toBe(next.length);
          seen = next;
        }
      }),
    );
  });

  it('those hold that no statement reinstates', () => {
    fc.assert(
      fc.property(withdrawals, fc.subarray(['a', 'b', 'c', 'd']), (list, reinstated) => {
        const world = worldOf(makeStatement({ reinstated }), list);
        expect(world.withdrawals).toEqual(list.filter(({ id }) => !reinstated.includes(id)));
        expect(world.channels.general?.withdrawn).toEqual(world.withdrawals.findLast(({ version }) => version === '9.1.0'));
      }),
    );
  });
});

describe('when a channel has nothing', () => {
  it('there is nothing to install', () => {
    expect(worldOf(makeStatement({ channels: {} }), []).channels).toEqual({});
    expect(worldOf(makeStatement({ channels: { pilot: '9.1.0' } }), []).channels).toEqual({ pilot: { release: makeStatement().releases[0] } });
  });
});
