import { refusal } from '../errors.ts';
import type { Signer } from '../keys/signer.ts';
import { limits } from '../limits.ts';
import { draft, metaFile, readMetadata } from './document.ts';
import { addSignature } from './signatures.ts';
import type { TargetEntry } from './targets.ts';

interface Making {
  readonly now: Date;
  readonly signer: Signer;
}

/** The metadata of the status role: it speaks of `status/withdrawals.json` and nothing else. */
export async function makeStatus(input: Making & { readonly previous?: Uint8Array; readonly withdrawals: TargetEntry }): Promise<Uint8Array> {
  const { previous, withdrawals, now, signer } = input;
  const version = previous === undefined ? 1 : readMetadata('targets', previous).signed.version + 1;
  const { name, bytes, sha256 } = withdrawals;
  return addSignature(draft('targets', version, after(now, limits.tuf.statusLifeMs), { targets: { [name]: { length: bytes, hashes: { sha256 } } } }), signer);
}

/**
 * Which versions belong together (TUF 4.4), each with its length and hash.
 *
 * @throws CodedError `DRAFT_REFUSED` when one is older than in `previous`: every client would refuse it.
 */
export async function makeSnapshot(
  input: Making & { readonly targets: Uint8Array; readonly status: Uint8Array; readonly previous?: Uint8Array },
): Promise<Uint8Array> {
  const { targets, status, previous, now, signer } = input;
  const before = previous === undefined ? undefined : readMetadata('snapshot', previous).signed;
  const meta = { 'targets.json': metaFile(targets), 'status.json': metaFile(status) };
  for (const [name, { version }] of Object.entries(meta)) demandNotOlder(name, version, before?.meta[name]?.version ?? 0);
  return addSignature(draft('snapshot', (before?.version ?? 0) + 1, after(now, limits.tuf.snapshotLifeMs), { meta }), signer);
}

/**
 * The one mutable document: which snapshot holds (TUF 4.6).
 *
 * @throws CodedError `DRAFT_REFUSED` when that is older than the one of `previous`.
 */
export async function makeTimestamp(input: Making & { readonly snapshot: Uint8Array; readonly previous?: Uint8Array }): Promise<Uint8Array> {
  const { snapshot, previous, now, signer } = input;
  const before = previous === undefined ? undefined : readMetadata('timestamp', previous).signed;
  const meta = metaFile(snapshot);
  demandNotOlder('snapshot.json', meta.version, before?.snapshotMeta.version ?? 0);
  return addSignature(draft('timestamp', (before?.version ?? 0) + 1, after(now, limits.tuf.timestampLifeMs), { meta: { 'snapshot.json': meta } }), signer);
}

function demandNotOlder(name: string, version: number, before: number): void {
  if (version < before) throw refusal('DRAFT_REFUSED', `${name}: expected version ${before} or higher, got ${version}`);
}

function after(now: Date, lifeMs: number): Date {
  return new Date(now.getTime() + lifeMs);
}
