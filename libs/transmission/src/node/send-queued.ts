import { judgeSendRefusal, planExchange, type Entry } from '../outbox/index.ts';
import { isReceptionCode } from '../protocol/index.ts';
import { askAbout } from './ask-about.ts';
import { DeskError } from './desk-error.ts';
import type { ExchangeContext } from './exchange-context.ts';
import type { Change } from './ledger.ts';
import { refusalOf } from './refusal-of.ts';

/** Small files are begun together, with one wait for the disk. Should the process end among them, each is asked about. */
const batchBytes = 4 * 1024 * 1024;

/** Sends what is queued, one file after the other. @throws DeskError at the first of which it is not known what became of it. */
export async function sendQueued(context: ExchangeContext): Promise<void> {
  const { ledger, session, progress } = context;
  const queue = planExchange(ledger.entries(), session).send;
  const totalBytes = queue.reduce((sum, { bytes }) => sum + bytes, 0);
  let doneBytes = 0;
  for (const batch of inBatches(queue)) {
    await sendBatch(context, batch, ({ fileName, bytes }, share) => {
      progress({ what: fileName, done: (doneBytes + share * bytes) / totalBytes });
      if (share === 1) doneBytes += bytes;
    });
  }
}

async function sendBatch(context: ExchangeContext, batch: readonly Entry[], report: (entry: Entry, share: number) => void): Promise<void> {
  const { ledger, session, clock } = context;
  const at = clock.now().toISOString();
  const waiting = batch.filter(({ number }) => ledger.find(number)?.send === 'queued'); // the rest was taken out meanwhile
  ledger.applyAll(waiting.map(({ number }) => ({ number, event: { type: 'send-started', at, by: session.userId } })));
  const answers: Change[] = [];
  try {
    for (let entry = waiting.shift(); entry !== undefined; entry = waiting.shift()) answers.push(...(await sendOne(context, entry, at, report)));
  } finally {
    const neverLeft = waiting.map(({ number }): Change => ({ number, event: { type: 'declined', at } }));
    ledger.applyAll([...answers, ...neverLeft]);
    for (const { number } of answers) note(context, number);
  }
}

/** @returns the answer, to be written down; nothing when it was none, and has been dealt with. */
async function sendOne(context: ExchangeContext, entry: Entry, at: string, report: (entry: Entry, share: number) => void): Promise<Change[]> {
  const { spool, client } = context;
  const { number } = entry;
  report(entry, 0);
  try {
    const { transmission } = await client.send(entry, spool.pieces(number), (share) => report(entry, share));
    return [{ number, event: { type: 'told', transmission } }];
  } catch (error) {
    if (!(error instanceof DeskError) || !(await settleFailure(context, number, at, error))) throw error;
    note(context, number);
    return [];
  }
}

/** @returns whether it is known what became of the file, so that the next one may follow. */
async function settleFailure(context: ExchangeContext, number: string, at: string, error: DeskError): Promise<boolean> {
  const { ledger } = context;
  if (isReceptionCode(error.code)) {
    const verdict = judgeSendRefusal(error.code);
    if (verdict === 'permanent') ledger.apply(number, { type: 'refused', refusal: refusalOf(error, error.code) });
    if (verdict === 'passing') ledger.apply(number, { type: 'declined', at });
    if (verdict !== 'uncertain') return verdict === 'permanent';
  }
  // Whether it arrived, only the server knows. One question over a new connection; the answer may have to wait for the next exchange.
  return await askAbout(context, number).catch(() => false);
}

function note({ ledger, tally }: ExchangeContext, number: string): void {
  if (ledger.get(number).send === 'delivered') tally.sent.add(number);
  else tally.changed.add(number);
}

function* inBatches(entries: readonly Entry[]): Generator<Entry[]> {
  let batch: Entry[] = [];
  let bytes = 0;
  for (const entry of entries) {
    if (batch.length > 0 && bytes + entry.bytes > batchBytes) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
    batch.push(entry);
    bytes += entry.bytes;
  }
  if (batch.length > 0) yield batch;
}
