import { newEntry, type Confirmed, type Entry } from '../src/outbox/index.ts';
import type { Transmission } from '../src/protocol/index.ts';

const confirmed: Confirmed = {
  number: '00000000000000000001',
  facility: '1370200017',
  fileName: 'I0304A.CSV',
  bytes: 5,
  digest: `${'A'.repeat(43)}=`,
  confirmedAt: '2021-04-05T01:00:00.000Z',
  dataType: '711',
  processingMonth: '202104',
  serviceMonths: ['202103'],
  records: 3,
};

/** A confirmed entry, changed where a test needs it. */
export function anEntry(changes: Partial<Entry> = {}): Entry {
  return { ...newEntry(confirmed), ...changes };
}

export function aDelivered(changes: Partial<Entry> = {}): Entry {
  return anEntry({ send: 'delivered', sentAt: '2021-04-05T01:01:00.000Z', sentBy: 'KJ131370200017', receivedAt: '2021-04-05T01:01:02.000Z', ...changes });
}

/** What the server tells of an entry that it holds. */
export function aTransmission({ number, facility, fileName, bytes, digest }: Entry, changes: Partial<Transmission> = {}): Transmission {
  return {
    number,
    facility,
    fileName,
    bytes,
    digest,
    receivedAt: '2021-04-05T01:01:02.000Z',
    arrival: { state: 'waiting', at: null },
    acceptance: { state: 'waiting', at: null },
    cancellation: { state: 'none', number: null, at: null },
    findings: [],
    ...changes,
  };
}
