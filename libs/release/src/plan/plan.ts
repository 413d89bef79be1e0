import { parseMoment } from '../jst.ts';
import type { Seen } from '../written/seen.ts';
import type { MilestoneId, WrittenWhen } from './schema.ts';

/** When a milestone happens: a moment, or a published window (`until` excluded) as long as nobody has fixed it. */
export type When =
  | { readonly kind: 'fixed'; readonly at: Date }
  | { readonly kind: 'window'; readonly text: string; readonly from: Date; readonly until: Date };

/** A date that was published before and holds no more. */
export interface Amendment {
  readonly was: When;
  readonly replaced: Date;
  readonly reason: string;
}

export interface Milestone {
  readonly when: When;
  /** Oldest first. */
  readonly history: readonly Amendment[];
}

/** A plan whose rules all hold. */
export interface Plan {
  readonly formatVersion: 1;
  readonly version: string;
  readonly timeZone: 'Asia/Tokyo';
  readonly milestones: Readonly<Record<Exclude<MilestoneId, 'cutover'>, Milestone>> & { readonly cutover?: Milestone };
}

/** Undefined when a part was malformed. */
export function whenOf({ at, window, from, until }: Seen<WrittenWhen>): When | undefined {
  const moment = parseMoment(at ?? '');
  if (moment !== undefined) return { kind: 'fixed', at: moment };
  const opens = parseMoment(from ?? '');
  const closes = parseMoment(until ?? '');
  return window === undefined || opens === undefined || closes === undefined ? undefined : { kind: 'window', text: window, from: opens, until: closes };
}

/** The first moment at which it may happen. */
export function earliest(when: When): Date {
  return when.kind === 'fixed' ? when.at : when.from;
}

/** The moment by which it has happened. */
export function latest(when: When): Date {
  return when.kind === 'fixed' ? when.at : when.until;
}
