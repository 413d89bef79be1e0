import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '@togo/foundation';
import { withLock } from '@togo/foundation/lock';
import { planPublication, publicationLimits, type PendingPublication, type PublicationPlan } from '@togo/release';
import { withdrawalsTarget } from '@togo/trust';
import type { Getter } from '@togo/trust/node';
import { advance, isStale, type Wanted } from './advance.ts';
import { refusal } from './errors.ts';
import { gather, missingContent, rememberLook, type Gathered } from './evidence.ts';
import { demandLivingRoot, newestRoot, signStatus, withdrawalsBytes } from './keyring.ts';
import { documentOf, isNamed } from './metadata.ts';
import { publishPages } from './pages.ts';
import { waitingRoom } from './place.ts';
import type { Publisher } from './publisher.ts';
import { putContent } from './put-content.ts';
import { isSignedNow, readServed, readWithdrawals, targetKey, type Served } from './served.ts';
import { entryOf, newTargets } from './staged.ts';
import { visit } from './stranger.ts';

export interface TickOptions {
  /** Somebody has looked at the clock of this machine: it may be far from the last look. */
  readonly isClockConfirmed?: boolean;
  /** How strangers reach the origin; absent: through the store itself. */
  readonly address?: { readonly url: string; readonly get: Getter };
}

export interface TickResult {
  /** What has become visible. */
  readonly enacted: readonly { readonly version: string; readonly publication: string; readonly at: string }[];
  /** Every object that was written, in order. */
  readonly written: readonly string[];
  readonly plan: PublicationPlan;
  /** What people have to sign again before long. */
  readonly warnings: readonly string[];
}

/**
 * One look at the clock: makes visible what is approved and due, signs again what would expire, repairs the pages, and looks at the result
 * as a stranger does. Whatever was interrupted before is continued; nothing is written where nothing is missing.
 *
 * What must not happen is in `plan.refused`: the caller says so. All else was done nevertheless.
 *
 * @throws CodedError<PublishErrorCode>, OriginError, TrustError, and those of @togo/signing.
 */
export async function tick(publisher: Publisher, options: TickOptions = {}): Promise<TickResult> {
  return alone(publisher, async () => {
    demandLivingRoot(publisher.keyring, publisher.clock.now());
    const [enacted, written, shown]: [TickResult['enacted'][number][], string[], string[]] = [[], [], []];
    for (;;) {
      publisher.progress({ what: 'what the origin shows' });
      const served = await readServed(publisher.origin, publisher.keyring);
      const gathered = await gather(publisher, served, { isClockConfirmed: options.isClockConfirmed === true });
      const plan = planPublication(gathered.evidence, publisher.clock.now());
      demandTrustedClock(plan);
      const [due] = plan.due;
      if (due !== undefined) {
        const { keys, targets } = await enact(publisher, served, gathered, due);
        written.push(...keys);
        shown.push(...targets);
        enacted.push({ version: due.version, publication: due.id, at: due.at?.toISOString() ?? '' });
        continue;
      }
      written.push(...(await keepFresh(publisher, served)));
      const now = written.length === 0 ? served : await readServed(publisher.origin, publisher.keyring);
      written.push(...(await publishPages(publisher, now)).written);
      if (now.current !== undefined && written.length > 0) await lookAsStranger(publisher, options, now, shown);
      await rememberLook(publisher, publisher.clock);
      return { enacted, written, plan, warnings: warningsOf(publisher, now) };
    }
  });
}

/** Longer than the lock pauses before it takes over that of a publisher who was killed; shorter than any tick. */
const lockWaitMs = 300;

/** One publisher on this machine at a time. */
export async function alone<T>(publisher: Publisher, act: () => Promise<T>): Promise<T> {
  const room = waitingRoom(publisher.dist);
  await mkdir(room, { recursive: true });
  let isInside = false;
  try {
    return await withLock(join(room, 'publisher.lock'), { waitMs: lockWaitMs }, () => {
      isInside = true;
      return act();
    });
  } catch (error) {
    if (isInside || !(error instanceof CodedError) || error.code !== 'LOCKED') throw error;
    throw refusal('OTHER_PUBLISHER', `another publisher is at work on this machine: ${error.message}`, 'Wait until it has finished; the next tick does what is left.', error);
  }
}

/** @throws CodedError `CLOCK_BACKWARDS`, `CLOCK_AHEAD` */
export function demandTrustedClock({ clock }: PublicationPlan): void {
  if (clock === undefined) return;
  throw refusal(clock.code === 'clock-backwards' ? 'CLOCK_BACKWARDS' : 'CLOCK_AHEAD', clock.why, 'Nothing was published. Look at the clock of this machine; if it is right, run the same command with --clock-confirmed.');
}

async function enact(publisher: Publisher, served: Served, { waiting }: Gathered, due: PendingPublication): Promise<{ keys: readonly string[]; targets: string[] }> {
  const staged = waiting.find((one) => one.version === due.version && one.id === due.id);
  if (staged === undefined) throw refusal('NOT_STAGED', `${due.id} of ${due.version} is not staged`, 'Run ./togo stage.');
  publisher.progress({ what: `${due.id} of ${due.version}: files on the origin` });
  const missing = await missingContent(publisher, staged, staged.ground, targetKey);
  if (missing.length > 0) throw refusal('CONTENT_MISSING', `${due.id} of ${due.version}: ${missing.join('; ')}`, `Run ./togo stage ${due.version} --milestone ${due.id} again: it brings what is missing, and the signatures stay.`);
  const keys = await advance(publisher, served, { targets: staged.targets.bytes, status: await wantedStatus(publisher, served) });
  return { keys, targets: newTargets(staged, staged.ground).map(({ name }) => name) };
}

/** Continues an interrupted withdrawal, and signs again what would expire. */
async function keepFresh(publisher: Publisher, served: Served): Promise<readonly string[]> {
  const { current } = served;
  if (current === undefined) return [];
  const wanted: Wanted = { targets: current.targets.bytes, status: await wantedStatus(publisher, served) };
  const isComplete = isNamed(current.snapshot.bytes, 'status.json', wanted.status);
  return isComplete && !isStale(served, publisher) ? [] : advance(publisher, served, wanted);
}

/** The newest that the status role has signed: also one that an interrupted withdrawal has brought to the origin and nothing shows yet. */
export async function wantedStatus(publisher: Publisher, { lying }: Served): Promise<Uint8Array> {
  const { keyring, clock, origin } = publisher;
  const newest = lying.status;
  const entry = entryOf(withdrawalsTarget, withdrawalsBytes([]));
  if (newest === undefined) {
    await putContent(publisher, [[entry, { bytes: withdrawalsBytes([]) }]]);
    return keyring.firstStatus(clock);
  }
  const isEnding = newest.expires.getTime() - clock.now().getTime() < publicationLimits.renewStatusBeforeMs;
  if (!isEnding || !(await keyring.has('status'))) return newest.bytes;
  return signStatus(await readWithdrawals(origin, newest), await keyring.signer('status'), clock.now(), newest.bytes);
}

/** @throws TrustError when clients would not believe it; CodedError `OTHER_PUBLISHER` when they see something else. */
export async function lookAsStranger(publisher: Publisher, { address }: TickOptions, { current }: Served, targets: readonly string[]): Promise<void> {
  const { origin, keyring, clock, progress } = publisher;
  const world = await visit({ origin, root: keyring.roots[0], clock, progress, ...(address === undefined ? {} : { address }) }, targets);
  if (current === undefined || world.sequence === current.statement.sequence) return;
  throw refusal('OTHER_PUBLISHER', `a stranger sees publication ${world.sequence}, and ${current.statement.sequence} was published`, 'A cache in front of the origin may lag behind: look again in some minutes with ./togo tick.');
}

function warningsOf({ keyring, clock }: Publisher, { current }: Served): string[] {
  if (current === undefined) return [];
  const soon = clock.now().getTime() + publicationLimits.warnBeforeMs;
  const ends = [
    { what: 'the root', until: documentOf(newestRoot(keyring.roots)).expires, how: 'hold a key ceremony for the next one (docs/runbook.md)' },
    { what: 'the targets metadata', until: current.targets.expires, how: 'publish something (a correction, the next milestone) before then' },
    { what: 'the list of withdrawals', until: current.status.expires, how: 'run ./togo tick once with the key of the status role in the key folder' },
  ];
  return [
    ...ends.filter(({ until }) => until.getTime() < soon).map(({ what, until, how }) => `${what} expires ${until.toISOString()}: ${how}`),
    ...(isSignedNow(current.targets.bytes, keyring) ? [] : ['the targets metadata is signed by keys that the newest root no longer has: clients refuse it until something is published']),
  ];
}
