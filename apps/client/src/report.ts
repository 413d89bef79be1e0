import { CodedError, systemClock } from '@togo/foundation';
import { pinnedRange } from '@togo/tls-policy';
import { DeskError } from '@togo/transmission/node';
import { ClientError } from './client-error.ts';
import { exitCodes } from './exit-codes.ts';
import { describeRefusal } from './messages/refusal.ts';

/**
 * Tells on stderr why the program ends: Japanese first, then the English line that support needs.
 *
 * @returns the exit code.
 */
export function report(error: unknown): number {
  const isRefusal = error instanceof ClientError || error instanceof DeskError;
  const facts = { host: '電子請求受付システム', range: pinnedRange, at: systemClock.now().toISOString(), until: error instanceof DeskError ? error.until : undefined };
  const { title, explanation, next, code } = describeRefusal(isRefusal ? error.code : 'I-499', facts);
  const detail = error instanceof CodedError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${title}(${code})\n${explanation}\n次にすること: ${next}\n詳細: ${detail}\n`);
  return isRefusal ? exitCodes.failed : exitCodes.internal;
}
