import { eraAt, type Era } from '@togo/tls-policy';

/** When TLS 1.2 becomes the only version; a forced era stays, whatever the time. */
export type Schedule = { readonly cutover: Date; readonly forced?: Era } | { readonly cutover?: Date; readonly forced: Era };

export function eraOf(schedule: Schedule, now: Date): Era {
  return schedule.forced ?? eraAt(now, schedule.cutover);
}
