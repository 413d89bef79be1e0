import { InternalError } from '@togo/foundation';
import { newEntry, type Entry } from '@togo/transmission';
import type { Desk, KeptNotice, openDesk } from '@togo/transmission/node';
import type { Session } from '@togo/transmission/protocol';

const at = '2026-12-01T01:00:00.000Z';

/** A session of one facility. */
export const aSession: Session = {
  formatVersion: 1,
  token: 'A'.repeat(43),
  expiresAt: at,
  serverTime: at,
  userId: 'KJ131379900010',
  kind: 'facility',
  facilities: [{ number: '1379900010', name: 'あおぞら介護', delegated: false }],
  federation: { code: '13', name: '東京都国民健康保険団体連合会', sendUntil: { day: 10, time: '23:30' }, cancelUntil: { day: 10, time: '20:00' } },
  passwordChangeRequired: false,
};

export const aNotice: KeptNotice = {
  id: 'n-1',
  facility: '1379900010',
  title: '返戻(保留)一覧表',
  month: '202610',
  issuedAt: '2026-10-30T16:00:00+09:00',
  fileName: 'henrei.csv',
  mediaType: 'text/csv; charset=windows-31j',
  bytes: 5,
  digest: `${'A'.repeat(43)}=`,
  downloadedAt: null,
};

let made = 0;

/** A confirmed entry, changed where a test needs it; each has a number of its own. */
export function anEntry(changes: Partial<Entry> = {}): Entry {
  made += 1;
  const confirmed = { facility: '1379900010', fileName: 'I2612A.CSV', bytes: 3000, digest: `${'A'.repeat(43)}=`, confirmedAt: at, dataType: '711', processingMonth: '999912', serviceMonths: ['202611'], records: 13 };
  return { ...newEntry({ ...confirmed, number: String(made).padStart(20, '0') }), ...changes };
}

const delivered = { send: 'delivered', sentAt: at, receivedAt: at } as const;
const [arrived, accepted] = [{ state: 'ok', at }, { state: 'ok', at }] as const;
const cancellation = { state: 'none', number: null, at: null, asked: false } as const;
const finding = { code: 'K-351', severity: 'warning', line: 3, column: 3, message: '交換情報識別番号「7139」は、このソフトの一覧にありません。' } as const;

/** One entry in each state that a facility can meet. */
export const everyState: Readonly<Record<string, Entry>> = {
  queued: anEntry(),
  unconfirmed: anEntry({ send: 'unconfirmed', sentAt: at }),
  refused: anEntry({ send: 'refused', sentAt: at, refusal: { code: 'R-515', until: '2026-12-10T14:30:00Z' } }),
  waiting: anEntry({ ...delivered, arrival: arrived }),
  accepted: anEntry({ ...delivered, arrival: arrived, acceptance: accepted }),
  warnings: anEntry({ ...delivered, arrival: arrived, acceptance: { state: 'warnings', at }, findings: [finding] }),
  rejected: anEntry({ ...delivered, arrival: arrived, acceptance: { state: 'error', at }, findings: [{ ...finding, code: 'K-323', severity: 'error' }] }),
  'not arrived': anEntry({ ...delivered, arrival: { state: 'error', at }, findings: [{ ...finding, code: 'K-999', line: 0, column: 0 }] }),
  'cancellation asked': anEntry({ ...delivered, arrival: arrived, acceptance: accepted, cancellation: { ...cancellation, asked: true } }),
  'cancellation requested': anEntry({ ...delivered, arrival: arrived, acceptance: accepted, cancellation: { ...cancellation, state: 'requested' } }),
  cancelled: anEntry({ ...delivered, arrival: arrived, acceptance: accepted, cancellation: { ...cancellation, state: 'done', at } }),
  'cancellation failed': anEntry({ ...delivered, arrival: arrived, acceptance: accepted, cancellation: { ...cancellation, state: 'failed', at } }),
};

/** An outbox that says what a test wants to see on the screens; what it is not told to do is a mistake of the test. */
export function scriptedDesk(script: Partial<Desk> & { readonly all?: readonly Entry[] } = {}): typeof openDesk {
  const all = script.all ?? [];
  const never = (): never => {
    throw new InternalError('this desk was not told to do that');
  };
  const desk: Desk = {
    session: undefined,
    lastExchange: undefined,
    logIn: never,
    changePassword: never,
    logOut: never,
    confirm: never,
    withdraw: never,
    requestCancellation: never,
    exchange: never,
    ask: never,
    fetchNotice: never,
    entries: () => all,
    entry: (number) => all.find((each) => each.number === number),
    notices: () => [],
    close: () => Promise.resolve(),
    ...script,
  };
  return () => Promise.resolve(desk);
}
