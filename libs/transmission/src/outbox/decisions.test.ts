import { describe, expect, it } from 'vitest';
import { aDelivered, anEntry } from '../../test/entries.ts';
import { canCancel, canConfirm, canReplace, canWithdraw, needsBytes, type Entry } from './index.ts';

const federation = { cancelUntil: { day: 10, time: '20:00' } };
const inTime = new Date('2021-04-10T19:59:59.999+09:00');
const allowed = { ok: true };
const denied = (why: string): object => ({ ok: false, why });
const cancellation = (state: Entry['cancellation']['state'], asked = false): Partial<Entry> => ({
  cancellation: { state, number: state === 'none' && !asked ? null : '00000000000000000009', at: null, asked },
});
const rejected = { acceptance: { state: 'error', at: null } } as const;
const misread = { arrival: { state: 'error', at: null } } as const;

describe('when a clerk wants to cancel', () => {
  it.each([
    ['a file in the queue', anEntry(), denied('R-551')],
    ['a file that may have left', anEntry({ send: 'unconfirmed' }), denied('R-551')],
    ['a delivered file', aDelivered(), allowed],
    ['a file accepted with warnings', aDelivered({ acceptance: { state: 'warnings', at: null } }), allowed],
    ['one that was asked for just now', aDelivered(cancellation('none', true)), denied('R-552')],
    ['one whose cancellation is under way', aDelivered(cancellation('requested')), denied('R-552')],
    ['one whose cancellation is done', aDelivered(cancellation('done')), denied('R-553')],
    ['one whose cancellation failed', aDelivered(cancellation('failed')), allowed],
    ['a file that was not accepted', aDelivered(rejected), denied('R-554')],
    ['a file that did not come through', aDelivered(misread), denied('R-554')],
  ])('decides about %s', (_name, entry, decision) => {
    expect(canCancel(entry, inTime, federation)).toEqual(decision);
  });

  it('refuses from the closing time of the federation on, where it is known', () => {
    const late = new Date('2021-04-10T20:00:00+09:00');
    expect(canCancel(aDelivered(), late, federation)).toEqual(denied('R-555'));
    expect(canCancel(aDelivered(), late, { cancelUntil: { day: 10, time: '24:00' } })).toEqual(allowed);
    expect(canCancel(aDelivered(), late, undefined)).toEqual(allowed);
  });
});

describe('when a clerk wants to replace a file', () => {
  it.each([
    ['is in the queue', anEntry(), denied('R-556')],
    ['may have left', anEntry({ send: 'unconfirmed' }), denied('R-556')],
    ['counts', aDelivered(), denied('R-556')],
    ['is being cancelled', aDelivered(cancellation('requested')), denied('R-556')],
    ['could not be cancelled', aDelivered(cancellation('failed')), denied('R-556')],
    ['is cancelled', aDelivered(cancellation('done')), allowed],
    ['was not accepted', aDelivered(rejected), allowed],
    ['did not come through', aDelivered(misread), allowed],
    ['was refused', anEntry({ send: 'refused' }), allowed],
    ['was taken out', anEntry({ send: 'withdrawn' }), allowed],
  ])('decides about one that %s', (_name, entry, decision) => {
    expect(canReplace(entry)).toEqual(decision);
  });
});

describe('when a clerk confirms a file', () => {
  const next = { digest: `${'C'.repeat(43)}=` };

  it('refuses the bytes of a file that counts or may come to count', () => {
    expect(canConfirm([anEntry()], anEntry())).toEqual(denied('R-557'));
    expect(canConfirm([aDelivered()], anEntry())).toEqual(denied('R-557'));
    expect(canConfirm([aDelivered(cancellation('done'))], anEntry())).toEqual(allowed);
    expect(canConfirm([anEntry({ send: 'refused' })], anEntry())).toEqual(allowed);
  });

  it('lets one file take the place of another, and only one', () => {
    const old = aDelivered(cancellation('done'));
    const replacing = { ...next, replaces: old.number };
    expect(canConfirm([old], replacing)).toEqual(allowed);
    expect(canConfirm([], replacing)).toEqual(denied('R-561'));
    expect(canConfirm([aDelivered()], replacing)).toEqual(denied('R-556'));
    const first = anEntry({ number: '00000000000000000002', digest: `${'D'.repeat(43)}=`, replaces: old.number });
    expect(canConfirm([old, first], replacing)).toEqual(denied('R-558'));
    expect(canConfirm([old, { ...first, send: 'withdrawn' }], replacing)).toEqual(allowed);
  });
});

describe('when a clerk wants to take a file out of the queue', () => {
  it('allows it only while nothing of it has left', () => {
    expect(canWithdraw(anEntry())).toEqual(allowed);
    for (const send of ['unconfirmed', 'delivered', 'refused', 'withdrawn'] as const) expect(canWithdraw(anEntry({ send }))).toEqual(denied('R-559'));
    expect(canWithdraw(anEntry({ sentAt: '2021-04-05T01:00:00.000Z' }))).toEqual(denied('R-559'));
  });
});

describe('when the bytes of a file can never be needed again', () => {
  it('does not keep them', () => {
    for (const entry of [anEntry(), anEntry({ send: 'unconfirmed' }), aDelivered()]) expect(needsBytes(entry)).toBe(true);
    const over = [anEntry({ send: 'refused' }), anEntry({ send: 'withdrawn' }), aDelivered({ acceptance: { state: 'ok', at: null } }), aDelivered(misread)];
    for (const entry of [...over, aDelivered(cancellation('done'))]) expect(needsBytes(entry)).toBe(false);
  });
});
