import { formatMoment, planPublication, type Approval, type PendingPublication } from '@togo/release';
import { worldOf } from '@togo/trust';
import { gather } from './evidence.ts';
import type { Publisher } from './publisher.ts';
import { readServed } from './served.ts';

/** What `togo status --json` prints. */
export interface StatusReport {
  readonly formatVersion: 1;
  readonly version: string;
  /** The newest milestone that was published, or `withdrawn`, or `unpublished`. */
  readonly state: string;
  /** Of what comes next. */
  readonly approvals: readonly Approval[];
  readonly next: { readonly milestone: string; readonly at: string | null; readonly missing: readonly string[] } | null;
  readonly publications: readonly { readonly milestone: string; readonly at: string | null; readonly state: PendingPublication['verdict']; readonly why: string }[];
  /** Why the clock of this machine must not decide anything. */
  readonly clock: string | null;
}

/** Where a release stands and what happens next: derived from the plan, from what waits and from what the origin shows. Changes nothing. */
export async function readStatus(publisher: Publisher, version: string): Promise<StatusReport> {
  const served = await readServed(publisher.origin, publisher.keyring);
  const { evidence } = await gather(publisher, served, { isClockConfirmed: false, versions: [version] });
  const plan = planPublication(evidence, publisher.clock.now());
  const ours = plan.publications.filter((one) => one.version === version);
  const next = ours.find(({ verdict }) => verdict !== 'enacted');
  const { current } = served;
  const isWithdrawn = current !== undefined && worldOf(current.statement, current.withdrawals).withdrawalOf(version) !== undefined;
  const newest = evidence.history.findLast((one) => one.version === version && one.milestone !== 'reinstatement');
  return {
    formatVersion: 1,
    version,
    state: isWithdrawn ? 'withdrawn' : (newest?.milestone ?? 'unpublished'),
    approvals: next?.approvals ?? [],
    next: next === undefined ? null : { milestone: next.id, at: shown(next.at), missing: next.missing },
    publications: ours.map(({ id, at, verdict, why }) => ({ milestone: id, at: shown(at), state: verdict, why })),
    clock: plan.clock?.why ?? null,
  };
}

function shown(at: Date | undefined): string | null {
  return at === undefined ? null : formatMoment(at);
}
