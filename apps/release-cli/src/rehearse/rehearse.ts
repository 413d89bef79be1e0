import { formatMoment, publicationsOf, type PlannedPublication } from '@togo/release';
import { readReleaseNow } from '../publish/release-evidence.ts';
import { answerOf, type Acts } from './acts.ts';
import { checkOf, type Check } from './check.ts';
import { differences } from './compare-sights.ts';
import type { Evidence } from './evidence.ts';
import { look, type Sight } from './look.ts';
import type { Loopback } from './loopback.ts';
import type { PlayedCutover } from './play-cutover.ts';
import { playPublication, type PlayedPublication } from './play-publication.ts';

export interface RehearsalInput {
  readonly version: string;
  readonly evidence: Evidence;
  readonly acts: Acts;
  /** @see playCutover; a rehearsal of dates alone leaves it out. */
  readonly playCutover?: (cutover: Date, version: string, probePath: string) => Promise<PlayedCutover>;
}

export interface RehearsalFault extends Omit<Check, 'ok'> {
  readonly milestone: string;
}

/** What `togo plan rehearse --json` prints. */
export interface Rehearsal {
  readonly formatVersion: 1;
  readonly ok: boolean;
  readonly version: string;
  readonly title: string;
  /** What was rehearsed, so that a signature under the report is about exactly that. */
  readonly subject: { readonly planSha256: string; readonly notesSha256: string; readonly installerSha256: string | null };
  readonly milestones: readonly PlayedPublication[];
  readonly reception: PlayedCutover | null;
  /** Whether the approvals were real; `false` means that dates were rehearsed and approvals were not. */
  readonly evidence: Readonly<Record<'cut' | 'qa' | 'release', { readonly real: boolean; readonly why: string }>>;
  readonly faults: readonly RehearsalFault[];
}

const dayMs = 86_400_000;

/**
 * Plays the whole schedule of a release against a fresh origin: everything is staged and approved before the first date, then each moment
 * comes, one second at a time, and a stranger looks.
 *
 * @throws CodedError of the release files; what goes wrong in the play is a fault, not an error.
 */
export async function rehearse(loopback: Loopback, input: RehearsalInput): Promise<Rehearsal> {
  const { version, evidence, acts } = input;
  const { publisher } = loopback;
  const { plan, release, planSha256, notesSha256 } = await readReleaseNow(publisher, version);
  const planned = publicationsOf(plan);
  const fixed = planned.filter((one): one is PlannedPublication & { at: Date } => one.at !== undefined);
  const faults: RehearsalFault[] = planned.filter(({ at }) => at === undefined).map(({ id, window }) => ({ milestone: id, id: 'date', expected: 'a date that can be rehearsed', got: `only ${window ?? 'a window'}` }));

  loopback.setClock(new Date((fixed[0]?.at.getTime() ?? 0) - dayMs));
  for (const { id } of fixed) {
    publisher.progress({ what: `approvals of ${id}` });
    const answer = await answerOf(acts.approve(publisher, version, id, evidence.verify));
    if ('refused' in answer) faults.push({ milestone: id, id: 'approval', expected: 'staged and signed by both roles before the first date', got: `${answer.refused.message} (${answer.refused.code})` });
  }
  const milestones: PlayedPublication[] = [];
  const opening = await answerOf(open(loopback, acts));
  let settled: Sight = 'done' in opening ? opening.done.sight : { answers: new Map() };
  faults.push(...faultsIn('opening', 'done' in opening ? [opening.done.check] : [checkOf('opening', 'an origin before its first publication', [opening.refused.message])]));
  for (const one of fixed) {
    publisher.progress({ what: `${one.id}, ${formatMoment(one.at)}`, done: milestones.length / fixed.length });
    const answer = await answerOf(playPublication({ loopback, acts, version }, one, settled));
    const played = 'done' in answer ? answer.done.played : broken(one, `${answer.refused.message} (${answer.refused.code})`);
    if ('done' in answer) settled = answer.done.settled;
    milestones.push(played);
    faults.push(...faultsIn(one.id, played.checks));
  }
  const cutover = fixed.find(({ id }) => id === 'cutover');
  const reception = cutover === undefined ? null : ((await input.playCutover?.(cutover.at, version, release.reception.probePath)) ?? null);
  faults.push(...faultsIn('cutover', reception?.checks ?? []));
  const { cut, qa, release: verified } = evidence;
  return {
    formatVersion: 1,
    ok: faults.length === 0,
    version,
    title: release.title,
    subject: { planSha256, notesSha256, installerSha256: settled.answers.get(`${version}/TogoInstaller-${version}.exe`) ?? null },
    milestones,
    reception,
    evidence: { cut, qa, release: verified },
    faults,
  };
}

/** Before the first publication: pages that say that there is nothing yet, and no metadata, although everything waits under its hash. */
async function open(loopback: Loopback, acts: Acts): Promise<{ sight: Sight; check: Check }> {
  const { publisher, address } = loopback;
  const empty: Sight = { answers: new Map() };
  const before = differences(empty, await look(loopback));
  await acts.tick(publisher, { address });
  const sight = await look(loopback);
  const metadata = [...sight.answers.keys()].filter((path) => path.startsWith('metadata/'));
  return { sight, check: checkOf('nothing-yet', 'what is staged cannot be seen, and nothing is published', [...before, ...metadata.map((path) => `/${path}`)]) };
}

function broken({ id, at }: PlannedPublication & { readonly at: Date }, why: string): PlayedPublication {
  return { id, at: formatMoment(at), visibleBefore: false, visibleAfter: false, checks: [checkOf('played', 'a stranger can look at each moment', [why])] };
}

function faultsIn(milestone: string, checks: readonly Check[]): RehearsalFault[] {
  return checks.filter(({ ok }) => !ok).map(({ id, expected, got }) => ({ milestone, id, expected, got }));
}
