import { OriginError } from '@togo/origin';
import { publicationLimits } from '@togo/release';
import { makeSnapshot, makeTimestamp, metadataKey } from '@togo/signing';
import { trustLimits } from '@togo/trust';
import { refusal } from './errors.ts';
import { countedFrom, documentOf, isNamed, saysTheSame, type Document } from './metadata.ts';
import type { Publisher } from './publisher.ts';
import { isSignedNow, type Served } from './served.ts';

/** What the origin shall show: which targets, and which withdrawals. */
export interface Wanted {
  readonly targets: Uint8Array;
  readonly status: Uint8Array;
}

const json = { contentType: 'application/json' } as const;
/** Caches may keep the timestamp for so long; clients meet a publication that much later at most. */
const timestampMaxAgeSeconds = 60;

/**
 * Brings the origin to what is wanted: roots, targets, status, snapshot, and last the timestamp, which alone is replaced and before which
 * nobody sees anything of it. What an interrupted publisher has brought there already is taken on, when it is the same and holds long
 * enough; else the next number is used. Nothing is written where all of it is there and fresh.
 *
 * @returns the keys that were written.
 * @throws CodedError `OTHER_PUBLISHER` when the origin has moved since it was read.
 */
export async function advance(publisher: Publisher, served: Served, wanted: Wanted): Promise<readonly string[]> {
  const { origin, keyring } = publisher;
  const written: string[] = [];
  const put = async (key: string, bytes: Uint8Array): Promise<void> => {
    publisher.progress({ what: key });
    if ((await putOnce(publisher, key, bytes)) === 'written') written.push(key);
  };
  for (const [index, root] of keyring.roots.entries()) await put(metadataKey('root', index + 1), root);
  const lying: Wanted = { targets: await asItLies(publisher, wanted.targets), status: wanted.status };
  await put(metadataKey('targets', documentOf(lying.targets).version), lying.targets);
  await put(metadataKey('status', documentOf(lying.status).version), lying.status);
  const snapshot = await snapshotFor(publisher, served, lying);
  await put(metadataKey('snapshot', snapshot.version), snapshot.bytes);
  const timestamp = await timestampFor(publisher, served, snapshot);
  if (timestamp === undefined) return written;
  await demandUnmoved(publisher, served);
  publisher.progress({ what: metadataKey('timestamp', 0) });
  await origin.putPointer(metadataKey('timestamp', 0), timestamp, { ...json, maxAgeSeconds: timestampMaxAgeSeconds });
  return [...written, metadataKey('timestamp', 0)];
}

/** Whether snapshot or timestamp have to be signed again although nothing is to be published. */
export function isStale({ current }: Served, publisher: Pick<Publisher, 'clock' | 'keyring'>): boolean {
  if (current === undefined) return false;
  return !isFresh(current.snapshot, publicationLimits.renewSnapshotBeforeMs, publisher) || !isFresh(current.timestamp, publicationLimits.renewTimestampBeforeMs, publisher);
}

function isFresh({ bytes, expires }: Document, beforeMs: number, { clock, keyring }: Pick<Publisher, 'clock' | 'keyring'>): boolean {
  return expires.getTime() - clock.now().getTime() > beforeMs && isSignedNow(bytes, keyring);
}

async function snapshotFor(publisher: Publisher, { current, lying }: Served, wanted: Wanted): Promise<Document> {
  const { clock, keyring } = publisher;
  const newest = lying.snapshot;
  // Only the newest: a client that has met it would refuse what is older.
  if (newest !== undefined && fits(newest, wanted) && isFresh(newest, publicationLimits.renewSnapshotBeforeMs, publisher)) return newest;
  const before = current?.snapshot.bytes ?? (newest && withoutMeta(newest.bytes));
  const previous = before && countedFrom(before, newest?.version ?? documentOf(before).version);
  const signer = await keyring.signer('snapshot');
  return documentOf(await makeSnapshot({ ...wanted, ...(previous === undefined ? {} : { previous }), now: clock.now(), signer }));
}

function fits({ bytes }: Document, { targets, status }: Wanted): boolean {
  return isNamed(bytes, 'targets.json', targets) && isNamed(bytes, 'status.json', status);
}

async function timestampFor(publisher: Publisher, { current }: Served, snapshot: Document): Promise<Uint8Array | undefined> {
  const { clock, keyring } = publisher;
  const isShown = current !== undefined && isNamed(current.timestamp.bytes, 'snapshot.json', snapshot.bytes);
  if (isShown && isFresh(current.timestamp, publicationLimits.renewTimestampBeforeMs, publisher)) return undefined;
  const signer = await keyring.signer('timestamp');
  return makeTimestamp({ snapshot: snapshot.bytes, ...(current === undefined ? {} : { previous: current.timestamp.bytes }), now: clock.now(), signer });
}

/** The snapshot that was left behind before anything was shown binds nobody. */
function withoutMeta(snapshot: Uint8Array): Uint8Array {
  const { signed } = JSON.parse(Buffer.from(snapshot).toString('utf8')) as { signed: object };
  return Buffer.from(JSON.stringify({ signed: { ...signed, meta: {} }, signatures: [] }), 'utf8');
}

/** The same document may lie there with its signatures in another order, or made a second time by a token: then that one counts. */
async function asItLies({ origin }: Publisher, bytes: Uint8Array): Promise<Uint8Array> {
  const there = await origin.read(metadataKey('targets', documentOf(bytes).version), trustLimits.targetsMaxBytes);
  return there !== undefined && saysTheSame(there, bytes) ? there : bytes;
}

async function putOnce({ origin }: Publisher, key: string, bytes: Uint8Array): Promise<'written' | 'present'> {
  try {
    return await origin.putImmutable(key, { bytes }, json);
  } catch (error) {
    if (error instanceof OriginError && error.code === 'occupied') throw otherPublisher(`${key} was written meanwhile`, error);
    throw error;
  }
}

async function demandUnmoved({ origin }: Publisher, { current }: Served): Promise<void> {
  const there = await origin.read(metadataKey('timestamp', 0), trustLimits.timestampMaxBytes);
  const before = current?.timestamp.bytes;
  if (there === undefined ? before === undefined : before !== undefined && Buffer.compare(there, before) === 0) return;
  throw otherPublisher(there === undefined ? 'the timestamp is gone' : `the timestamp is version ${documentOf(there).version}, and it was ${current?.timestamp.version ?? 'not there'} when this began`);
}

function otherPublisher(what: string, cause?: unknown): ReturnType<typeof refusal> {
  return refusal('OTHER_PUBLISHER', `another publisher is at work on this origin: ${what}`, 'Nothing of theirs was replaced. Find out who it is; one machine publishes. Then run ./togo tick again.', cause);
}
