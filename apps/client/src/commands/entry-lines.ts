import type { Entry } from '@togo/transmission';
import { adviseOn, describeAcceptance, describeArrival, describeCancellation } from '../messages/entry-words.ts';

/** One entry for people, in two lines. */
export function entryLines(entry: Entry): string[] {
  const states = [`到達 ${describeArrival(entry).word}`, `受付 ${describeAcceptance(entry).word}`, `取消 ${describeCancellation(entry).word}`];
  return [`${entry.fileName} ${entry.facility} 整理番号 ${entry.number}`, `  ${states.join(' / ')} ― ${adviseOn(entry).title}`];
}

/** One entry for programs: what is known of it, without what only the outbox needs. */
export function entryJson({ digest: _digest, records: _records, sentAt: _sentAt, sentBy: _sentBy, ...told }: Entry): object {
  return told;
}
