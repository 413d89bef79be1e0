import { publicationsOf } from '@togo/release';
import { readReleaseNow } from '../publish/release-evidence.ts';
import { realActs } from '../rehearse/acts.ts';
import { withoutEvidence } from '../rehearse/evidence.ts';
import type { Loopback } from '../rehearse/loopback.ts';

const secondMs = 1000;

/**
 * Publishes on a fresh origin everything that the plans of these versions want published by a moment, each at its own, and leaves the clock
 * at that moment. For a look: nothing is asked of matrix or verify.
 *
 * @param versions those of the loopback, the oldest first.
 * @throws CodedError of the release files and of the publisher.
 */
export async function publishUntil(loopback: Loopback, versions: readonly string[], moment: Date): Promise<void> {
  const { publisher, address } = loopback;
  const verify = await withoutEvidence(loopback, versions);
  const planned = await Promise.all(
    versions.map(async (version) => publicationsOf((await readReleaseNow(publisher, version)).plan).flatMap(({ id, at }) => (at === undefined || at > moment ? [] : [{ version, id, at }]))),
  );
  for (const { version, id, at } of planned.flat().sort((a, b) => a.at.getTime() - b.at.getTime())) {
    loopback.setClock(new Date(at.getTime() - secondMs));
    await realActs.approve(publisher, version, id, verify);
    loopback.setClock(at);
    // Months lie between two publications; here nobody has ticked in between.
    await realActs.tick(publisher, { address, isClockConfirmed: true });
  }
  loopback.setClock(moment);
  await realActs.tick(publisher, { address, isClockConfirmed: true });
}
