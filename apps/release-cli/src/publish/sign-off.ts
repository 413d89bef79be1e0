import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomic } from '@togo/foundation/files';
import { withLock } from '@togo/foundation/lock';
import { formatMoment, type Approval, type PublicationId } from '@togo/release';
import { addSignature, signaturesOf, type Signer } from '@togo/signing';
import type { Release } from '@togo/trust';
import { refusal } from './errors.ts';
import { gather } from './evidence.ts';
import { demandLivingRoot, newestRoot } from './keyring.ts';
import { targetsFile, waitingRoom } from './place.ts';
import type { Publisher } from './publisher.ts';
import { demandMatrix } from './qa-evidence.ts';
import { readServed } from './served.ts';
import type { Staged } from './staged.ts';

export type ReleaseRole = 'qa' | 'release';

/** `togo verify`: an independent reader of a cut. */
export type Verify = (path: string) => Promise<{ readonly ok: boolean; readonly checks: readonly { readonly id: string; readonly ok: boolean; readonly expected: string; readonly got: string }[] }>;

export interface SignOff {
  readonly version: string;
  readonly id: PublicationId;
  readonly role: ReleaseRole;
  readonly signer: Signer;
  readonly verify: Verify;
  /** Throws where QA has no green matrix of this release; absent: `dist/matrix/matrix.json` is asked. */
  readonly matrix?: (dist: string, release: Release) => Promise<void>;
}

export interface SignOffResult {
  readonly version: string;
  readonly publication: PublicationId;
  readonly at: string;
  readonly approvals: readonly Approval[];
}

/** Another role may be signing at this moment, on the same folder. */
const lockWaitMs = 30_000;

/**
 * One role says yes: to these bytes, these notes, this plan and this moment, all of which stand in what it signs. QA needs a green
 * matrix of exactly these bytes, the release role a green `verify`.
 *
 * @throws CodedError<PublishErrorCode> naming what is different from what was staged, and those of @togo/signing.
 */
export async function signOff(publisher: Publisher, { version, id, role, signer, verify, matrix = demandMatrix }: SignOff): Promise<SignOffResult> {
  const { keyring, clock, dist } = publisher;
  demandLivingRoot(keyring, clock.now());
  await mkdir(waitingRoom(dist), { recursive: true });
  return withLock(join(waitingRoom(dist), 'sign-off.lock'), { waitMs: lockWaitMs }, async () => {
    const staged = await unchanged(publisher, version, id);
    refusePast(staged, clock.now());
    await demandEvidence(publisher, staged, role, { verify, matrix });
    const signed = await addSignature(staged.targets.bytes, signer);
    const states = signaturesOf(signed, newestRoot(keyring.roots));
    if (!states.some((state) => state.role === role && state.valid && state.keyId === signer.keyId)) {
      throw refusal('WRONG_KEY', `this key is not the one that the root names for ${role}`, 'Look at --keys: it has to be the folder of the person who holds that role.');
    }
    await writeAtomic(join(staged.folder, targetsFile), signed);
    const approvals = states.filter((state) => state.role !== 'unknown').map((state) => ({ role: state.role, valid: state.valid, why: state.why }));
    return { version, publication: id, at: staged.statement.at, approvals };
  });
}

async function unchanged(publisher: Publisher, version: string, id: PublicationId): Promise<Staged> {
  const served = await readServed(publisher.origin, publisher.keyring);
  const { evidence, waiting } = await gather(publisher, served, { isClockConfirmed: true, versions: [version] });
  const staged = waiting.find((one) => one.version === version && one.id === id);
  const state = evidence.releases.find((one) => one.version === version)?.staged.find((one) => one.id === id);
  const again = `Run ./togo stage ${version}${id === 'reinstatement' ? '' : ` --milestone ${id}`}, look at what it shows, then sign.`;
  if (state !== undefined && state.changes.length > 0) throw refusal('APPROVAL_VOID', `${id} of ${version} is not what was staged: ${state.changes.join('; ')}`, again);
  if (staged === undefined) throw refusal('NOT_STAGED', `${id} of ${version} does not wait for a signature`, again);
  return staged;
}

/** The words alone need neither matrix nor verify: nothing of theirs is installed. */
async function demandEvidence({ dist }: Publisher, { statement, version }: Staged, role: ReleaseRole, { verify, matrix }: Required<Pick<SignOff, 'verify' | 'matrix'>>): Promise<void> {
  const release = statement.releases.find((one) => one.version === version);
  if (release === undefined) return;
  if (role === 'qa') return matrix(dist, release);
  const { ok, checks } = await verify(join(dist, version));
  const failed = checks.filter((check) => !check.ok);
  if (ok && failed.length === 0) return;
  throw refusal('VERIFY_NOT_GREEN', `${join(dist, version)}: ${failed.length} checks say no: ${failed.map(({ id }) => id).join(', ')}`, `./togo verify ${join(dist, version)} shows what each expected and got; mend that, cut and stage again.`);
}

function refusePast({ id, version, statement }: Staged, now: Date): void {
  if (id === 'reinstatement' || id.startsWith('correction-') || Date.parse(statement.at) > now.getTime()) return;
  throw refusal('DATE_PAST', `${id} of ${version} was to be published ${statement.at}, and it is ${formatMoment(now)}: nobody approves afterwards`, `Give it a new date in releases/${version}/plan.yaml, stage it, then sign.`);
}
