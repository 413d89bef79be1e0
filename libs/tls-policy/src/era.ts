import { pinnedRange, type TlsRange } from './range.ts';

/** What the reception system accepts: TLS 1.0 to 1.2 before the cut-over, only 1.2 from it on. */
export const eras = ['tls1.0-1.2', 'tls1.2'] as const;

export type Era = (typeof eras)[number];

/** The cut-over moment itself already belongs to the new era. */
export function eraAt(now: Date, cutover: Date): Era {
  return now.getTime() < cutover.getTime() ? 'tls1.0-1.2' : 'tls1.2';
}

export function rangeOfEra(era: Era): TlsRange {
  return era === 'tls1.2' ? pinnedRange : { min: 'TLSv1', max: 'TLSv1.2' };
}
