import { planPublication, formatMoment } from '@togo/release';
import type { Signer } from '@togo/signing';
import { withdrawalsTarget, worldOf, type Withdrawal } from '@togo/trust';
import { advance } from './advance.ts';
import { refusal } from './errors.ts';
import { gather, rememberLook } from './evidence.ts';
import { demandLivingRoot, signStatus, withdrawalsBytes } from './keyring.ts';
import { publishPages } from './pages.ts';
import type { Publisher } from './publisher.ts';
import { putContent } from './put-content.ts';
import { readServed, readWithdrawals } from './served.ts';
import { entryOf } from './staged.ts';
import { alone, demandTrustedClock, lookAsStranger, wantedStatus, type TickOptions } from './tick.ts';

export interface WithdrawOptions extends TickOptions {
  /** The key of the status role; absent: the one in the key folder of the publisher. */
  readonly signer?: Signer;
}

export interface WithdrawResult {
  readonly withdrawal: Withdrawal;
  /** `present`: it was withdrawn before; what was missing of that was done now. */
  readonly outcome: 'withdrawn' | 'present';
  readonly written: readonly string[];
}

/** The site shows a reason to facilities, so it has to be in their language. */
const japaneseLine = /^(?=.*[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}])[^\p{Cc}]{1,200}$/u;

/**
 * Warns everybody of a published version, at once: with the key of the status role and the publisher's own, without the release roles.
 * The list of withdrawals only ever grows.
 *
 * @throws CodedError<PublishErrorCode> and as `tick`.
 */
export async function withdraw(publisher: Publisher, version: string, reason: string, options: WithdrawOptions = {}): Promise<WithdrawResult> {
  if (!japaneseLine.test(reason)) throw refusal('REASON_UNUSABLE', `the reason is shown to facilities: expected one line of Japanese, got ${JSON.stringify(reason)}`, 'For example --reason 一部のパソコンで起動できないことが分かったため');
  return alone(publisher, async () => {
    const { origin, keyring, clock } = publisher;
    demandLivingRoot(keyring, clock.now());
    const served = await readServed(origin, keyring);
    const { current } = served;
    if (current === undefined || !current.statement.releases.some((release) => release.version === version)) {
      throw refusal('NOT_PUBLISHED', `${version} was never published on ${origin.name}`, 'What is not published yet needs no withdrawal: do not approve it.');
    }
    const gathered = await gather(publisher, served, { isClockConfirmed: options.isClockConfirmed === true });
    demandTrustedClock(planPublication(gathered.evidence, clock.now()));
    const before = served.lying.status === undefined ? [] : await readWithdrawals(origin, served.lying.status);
    const known = worldOf(current.statement, before).withdrawalOf(version);
    const withdrawal = known ?? { id: `w-${before.length + 1}`, version, at: formatMoment(clock.now()), reason };
    const status = known === undefined ? await signedList(publisher, [...before, withdrawal], served.lying.status?.bytes, options.signer) : await wantedStatus(publisher, served);
    const written = [...(await advance(publisher, served, { targets: current.targets.bytes, status }))];
    const now = await readServed(origin, keyring);
    written.push(...(await publishPages(publisher, now)).written);
    await lookAsStranger(publisher, options, now, []);
    await rememberLook(publisher, clock);
    return { withdrawal, outcome: known === undefined ? 'withdrawn' : 'present', written };
  });
}

/** The list itself goes first: metadata never name what is not there. */
async function signedList(publisher: Publisher, withdrawals: readonly Withdrawal[], previous: Uint8Array | undefined, given: Signer | undefined): Promise<Uint8Array> {
  const { keyring, clock } = publisher;
  const signer = given ?? (await keyring.signer('status'));
  const bytes = withdrawalsBytes(withdrawals);
  await putContent(publisher, [[entryOf(withdrawalsTarget, bytes), { bytes }]]);
  return signStatus(withdrawals, signer, clock.now(), previous);
}
