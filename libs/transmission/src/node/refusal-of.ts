import type { Refusal } from '../outbox/index.ts';
import type { ReceptionCode } from '../protocol/index.ts';
import type { DeskError } from './desk-error.ts';

/** As it is kept with the entry. */
export function refusalOf(error: DeskError, code: ReceptionCode): Refusal {
  return { code, detail: error.message, ...(error.until === undefined ? {} : { until: error.until }) };
}
