import type { Release, Statement } from './statement.ts';
import type { Withdrawal } from './withdrawals.ts';

/** What a kind of facility installs, and whether somebody warns of it. */
export interface Channel {
  readonly release: Release;
  /** Present: do not install; say so. */
  readonly withdrawn?: Withdrawal;
}

/** The state of the world: what the release roles and the status role say together. */
export interface World {
  readonly statement: Statement;
  readonly sequence: number;
  readonly channels: { readonly general?: Channel; readonly pilot?: Channel };
  /** Those that hold: ever seen, and not reinstated. In the order in which they were made. */
  readonly withdrawals: readonly Withdrawal[];
  /** A release that the statement speaks of. */
  release(version: string): Release | undefined;
  /** The newest withdrawal that holds for a version, whether the statement still speaks of it or not: for the one that is installed. */
  withdrawalOf(version: string): Withdrawal | undefined;
}

/**
 * Decides what holds. Pure.
 *
 * @param withdrawals every one that was ever seen.
 */
export function worldOf(statement: Statement, withdrawals: readonly Withdrawal[]): World {
  const effective = withdrawals.filter(({ id }) => !statement.reinstated.includes(id));
  const release = (version: string): Release | undefined => statement.releases.find((item) => item.version === version);
  const withdrawalOf = (version: string): Withdrawal | undefined => effective.findLast((item) => item.version === version);
  const channel = (name: 'general' | 'pilot'): { [Key in typeof name]?: Channel } => {
    const chosen = release(statement.channels[name] ?? '');
    if (chosen === undefined) return {};
    const withdrawn = withdrawalOf(chosen.version);
    return { [name]: { release: chosen, ...(withdrawn === undefined ? {} : { withdrawn }) } };
  };
  return { statement, sequence: statement.sequence, channels: { ...channel('general'), ...channel('pilot') }, withdrawals: effective, release, withdrawalOf };
}
