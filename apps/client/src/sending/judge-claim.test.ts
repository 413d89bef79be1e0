import { createClaimChecker, type ClaimVerdict } from '@togo/claims';
import { writeClaimFile } from '@togo/claims/testing';
import { describe, expect, it } from 'vitest';
import { anEntry, aSession } from '../../test/scripted-desk.ts';
import { judgeClaim, type Surroundings } from './judge-claim.ts';
import { todosOf } from './todo.ts';

const now = new Date('2026-12-05T10:00:00+09:00');
const office = '1379900010';

function verdictOf(): ClaimVerdict {
  const checker = createClaimChecker({ fileName: 'I2612A.CSV', now });
  checker.push(writeClaimFile({ office, processingMonth: '202612', serviceMonth: '202611' }));
  return checker.end();
}

const claim = { digest: `${'B'.repeat(43)}=`, verdict: verdictOf() };
const nothing: Surroundings = { entries: [], session: undefined, userId: undefined, replaces: undefined };
const sent = anEntry({ send: 'delivered', processingMonth: '202612' });

describe('when a checked claim is about to go into the outbox', () => {
  it('has nothing against a first one', () => {
    expect(claim.verdict.ok).toBe(true);
    expect(judgeClaim(claim, { ...nothing, session: aSession, userId: aSession.userId })).toEqual({ cautions: [] });
  });

  it('refuses the same bytes a second time, unless the first do not count', () => {
    const same = { ...sent, digest: claim.digest };
    expect(judgeClaim(claim, { ...nothing, entries: [same] }).blocked).toBe('R-557');
    expect(judgeClaim(claim, { ...nothing, entries: [{ ...same, send: 'withdrawn' }] }).blocked).toBeUndefined();
    expect(judgeClaim(claim, { ...nothing, entries: [{ ...same, acceptance: { state: 'error', at: null } }] }).blocked).toBeUndefined();
  });

  it('refuses facilities that this session may not send for', () => {
    const facilities = (changes: object) => ({ ...aSession, facilities: aSession.facilities.map((facility) => ({ ...facility, ...changes })) });
    expect(judgeClaim(claim, { ...nothing, session: facilities({ number: '1379900028' }) }).blocked).toBe('R-508');
    expect(judgeClaim(claim, { ...nothing, session: facilities({ delegated: true }) }).blocked).toBe('R-507');
  });

  it('asks about another office before anybody has logged in', () => {
    expect(judgeClaim(claim, { ...nothing, userId: 'KJ131379900028' }).cautions).toEqual([{ kind: 'other-office', office }]);
  });

  it('asks about a second claim for the same month and kind, and not about other ones', () => {
    expect(judgeClaim(claim, { ...nothing, entries: [sent] }).cautions).toEqual([{ kind: 'same-month', number: sent.number, serviceMonth: '202611' }]);
    for (const other of [{ dataType: '821' }, { serviceMonths: ['202610'] }, { facility: '1379900028' }, { processingMonth: '202611' }, { cancellation: { state: 'done', number: null, at: null, asked: false } }] as const) {
      expect(judgeClaim(claim, { ...nothing, entries: [{ ...sent, ...other }] }).cautions).toEqual([]);
    }
  });

  it('has nothing against the one that takes the place of a cancelled one, and only of that', () => {
    expect(judgeClaim(claim, { ...nothing, entries: [{ ...sent, cancellation: { state: 'done', number: null, at: null, asked: false } }], replaces: sent.number })).toEqual({ cautions: [] });
    expect(judgeClaim(claim, { ...nothing, entries: [sent], replaces: sent.number }).blocked).toBe('R-556');
  });
});

describe('when the first page is opened', () => {
  const rejected = anEntry({ send: 'delivered', processingMonth: '202612', arrival: { state: 'error', at: null } });

  it('counts what is to do and what is waited for', () => {
    expect(todosOf([anEntry(), anEntry(), anEntry({ send: 'unconfirmed' }), sent, rejected], now)).toEqual([
      { kind: 'unconfirmed', count: 1 },
      { kind: 'queued', count: 2 },
      { kind: 'rejected', count: 1 },
      { kind: 'waiting', count: 1 },
    ]);
  });

  it('says nothing more of what was replaced, or of months that are over', () => {
    expect(todosOf([rejected, anEntry({ send: 'withdrawn', replaces: rejected.number })], now)).toEqual([]);
    expect(todosOf([{ ...rejected, processingMonth: '202611' }], now)).toEqual([]);
  });
});
