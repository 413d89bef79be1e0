import { InternalError } from '@togo/foundation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aDelivered, anEntry, aTransmission } from '../../test/entries.ts';
import { acceptanceStates, arrivalStates, cancellationStates, type Transmission } from '../protocol/index.ts';
import { canReplace, canWithdraw, entry as entrySchema, reduce, type Entry, type OutboxEvent } from './index.ts';

const at = '2021-04-05T02:00:00.000Z';
const started: OutboxEvent = { type: 'send-started', at, by: 'KJ131370200017' };
const otherBytes = `${'B'.repeat(43)}=`;

function told(entry: Entry, changes: Partial<Transmission> = {}): OutboxEvent {
  return { type: 'told', transmission: aTransmission(entry, changes) };
}

function after(entry: Entry, ...events: readonly OutboxEvent[]): Entry {
  return events.reduce(reduce, entry);
}

describe('when a file is sent', () => {
  it('is unconfirmed before the first byte leaves, and delivered when the server holds these bytes', () => {
    const leaving = after(anEntry(), started);
    expect(leaving).toMatchObject({ send: 'unconfirmed', sentAt: at, sentBy: 'KJ131370200017' });
    expect(after(leaving, told(leaving))).toMatchObject({ send: 'delivered', receivedAt: '2021-04-05T01:01:02.000Z' });
  });

  it('is queued again only when the server said that it does not have it, or did not take it', () => {
    expect(after(anEntry(), started, { type: 'absent' }).send).toBe('queued');
    expect(after(anEntry(), started, { type: 'declined', at }).send).toBe('queued');
    expect(() => after(anEntry(), started, started)).toThrow(InternalError);
  });

  it('can be taken out after a plain refusal, and no more when it may still arrive late', () => {
    expect(canWithdraw(after(anEntry(), started, { type: 'declined', at })).ok).toBe(true);
    const absent = after(anEntry(), started, { type: 'absent' });
    expect(canWithdraw(absent).ok).toBe(false);
    const again = after(absent, { ...started, at: '2021-04-05T03:00:00.000Z' }, { type: 'declined', at: '2021-04-05T03:00:00.000Z' });
    expect(again).toMatchObject({ send: 'queued', sentAt: at });
    expect(canWithdraw(again).ok).toBe(false);
  });

  it('is refused when its number stands for other bytes at the server', () => {
    const leaving = after(anEntry(), started);
    expect(after(leaving, told(leaving, { digest: otherBytes }))).toMatchObject({ send: 'refused', refusal: { code: 'R-512' } });
    expect(after(aDelivered(), told(aDelivered(), { digest: otherBytes }))).toEqual(aDelivered());
  });

  it('believes the server when it has what it seemed to refuse', () => {
    const refused = after(anEntry(), started, { type: 'refused', refusal: { code: 'R-515' } });
    const delivered = after(refused, told(refused));
    expect(delivered.send).toBe('delivered');
    expect(delivered).not.toHaveProperty('refusal');
  });

  it('takes no news of another number', () => {
    expect(() => after(aDelivered(), told(anEntry({ number: '00000000000000000002' })))).toThrow(InternalError);
  });
});

describe('when a cancellation is asked for', () => {
  const asked = after(aDelivered(), { type: 'cancellation-asked', number: '00000000000000000009' });

  it('stays asked until the server answers about this very request', () => {
    expect(asked.cancellation).toEqual({ state: 'none', number: '00000000000000000009', at: null, asked: true });
    expect(after(asked, told(asked)).cancellation).toEqual(asked.cancellation);
    const earlier = { state: 'failed', number: '00000000000000000008', at } as const;
    expect(after(asked, told(asked, { cancellation: earlier })).cancellation).toEqual(asked.cancellation);
    const requested = { state: 'requested', number: '00000000000000000009', at: null } as const;
    expect(after(asked, told(asked, { cancellation: requested })).cancellation).toEqual({ ...requested, asked: false });
  });

  it('is 取消失敗 with its reason when the server refuses it, and may be asked for anew', () => {
    const refused = after(asked, { type: 'cancellation-refused', refusal: { code: 'R-517' }, at });
    expect(refused).toMatchObject({ send: 'delivered', cancellation: { state: 'failed', at, asked: false }, refusal: { code: 'R-517' } });
    expect(after(refused, told(refused))).toEqual({ ...refused });
    const anew = after(refused, { type: 'cancellation-asked', number: '00000000000000000010' });
    expect(anew.cancellation).toMatchObject({ number: '00000000000000000010', asked: true });
    expect(anew).not.toHaveProperty('refusal');
  });

  it('is 取消完了 for good', () => {
    const done = after(asked, told(asked, { cancellation: { state: 'done', number: '00000000000000000009', at } }));
    expect(done.cancellation.state).toBe('done');
    expect(after(done, told(done, { cancellation: { state: 'failed', number: '00000000000000000009', at } })).cancellation.state).toBe('done');
    expect(() => after(done, { type: 'cancellation-asked', number: '00000000000000000010' })).toThrow(InternalError);
  });
});

describe('when anything happens in any order', () => {
  const moment = fc.constantFrom(at, '2021-04-05T03:00:00.000Z');
  const number = fc.constantFrom('00000000000000000008', '00000000000000000009');
  const eventOf: fc.Arbitrary<OutboxEvent> = fc.oneof(
    fc.constant<OutboxEvent>({ type: 'withdrawn' }),
    moment.map((when): OutboxEvent => ({ ...started, at: when })),
    fc.constant<OutboxEvent>({ type: 'absent' }),
    moment.map((when): OutboxEvent => ({ type: 'declined', at: when })),
    fc.constant<OutboxEvent>({ type: 'refused', refusal: { code: 'R-515' } }),
    number.map((digits): OutboxEvent => ({ type: 'cancellation-asked', number: digits })),
    fc.constant<OutboxEvent>({ type: 'cancellation-refused', refusal: { code: 'R-517' }, at }),
    fc
      .record({
        digest: fc.constantFrom(anEntry().digest, anEntry().digest, otherBytes),
        arrival: fc.record({ state: fc.constantFrom(...arrivalStates), at: fc.constant(null) }),
        acceptance: fc.record({ state: fc.constantFrom(...acceptanceStates), at: fc.constant(null) }),
        cancellation: fc.record({ state: fc.constantFrom(...cancellationStates), number: fc.option(number), at: fc.constant(null) }),
      })
      .map((changes): OutboxEvent => told(anEntry(), changes)),
  );

  /** Events that a decision rules out do not happen. */
  const tryReduce = (entry: Entry, event: OutboxEvent): Entry => {
    try {
      return reduce(entry, event);
    } catch (error) {
      if (!(error instanceof InternalError)) throw error;
      return entry;
    }
  };

  it('never leads back, never changes the number, and is always something that can be kept', () => {
    fc.assert(
      fc.property(fc.array(eventOf, { maxLength: 30 }), (events) => {
        let entry = anEntry();
        for (const event of events) {
          const next = tryReduce(entry, event);
          expect(entrySchema.parse(JSON.parse(JSON.stringify(next)))).toEqual(next);
          expect(next.number).toBe(entry.number);
          if (entry.send === 'delivered') expect(next.send).toBe('delivered');
          if (entry.arrival.state !== 'waiting') expect(next.arrival.state).not.toBe('waiting');
          if (entry.acceptance.state !== 'waiting') expect(next.acceptance.state).not.toBe('waiting');
          if (entry.cancellation.state === 'done') expect(next.cancellation).toEqual(entry.cancellation);
          if (entry.cancellation.state !== 'none') expect(next.cancellation.state).not.toBe('none');
          entry = next;
        }
      }),
      { numRuns: 200 },
    );
  });

  it('never sends again on silence: from unconfirmed only a word of the server leads to the queue', () => {
    fc.assert(
      fc.property(fc.array(eventOf, { maxLength: 30 }), (events) => {
        let entry = anEntry();
        for (const event of events) {
          const next = tryReduce(entry, event);
          if (entry.send === 'unconfirmed' && next.send === 'queued') expect(['absent', 'declined']).toContain(event.type);
          if (next.send === 'withdrawn' && entry.send !== 'withdrawn') expect(entry.sentAt).toBeUndefined();
          entry = next;
        }
      }),
      { numRuns: 200 },
    );
  });

  it('never lets a file be replaced while the old one counts at the server', () => {
    fc.assert(
      fc.property(fc.array(eventOf, { maxLength: 30 }), (events) => {
        const entry = events.reduce(tryReduce, anEntry());
        if (entry.send !== 'delivered' || !canReplace(entry).ok) return;
        expect([entry.cancellation.state === 'done', entry.arrival.state === 'error', entry.acceptance.state === 'error']).toContain(true);
      }),
      { numRuns: 200 },
    );
  });
});
