import { sha256 } from '@togo/foundation';
import { hasThreshold, metadataKey, signingLimits } from '@togo/signing';
import type { Origin } from '@togo/origin';
import { hashedTargetPath, parseStatement, parseWithdrawals, statementTarget, trustLimits, withdrawalsTarget, type Statement, type Withdrawal } from '@togo/trust';
import { refusal } from './errors.ts';
import { newestRoot, type Keyring } from './keyring.ts';
import { documentOf, isNamed, namedIn, targetsOf, type Document } from './metadata.ts';

/** What an origin shows to everybody. Before the first publication: nothing but what an interrupted publisher has left. */
export interface Served {
  readonly current?: ServedState;
  /** The newest objects of their kind that lie there, also those that nothing shows yet. */
  readonly lying: { readonly targets?: Document; readonly status?: Document; readonly snapshot?: Document };
}

export interface ServedState {
  readonly timestamp: Document;
  readonly snapshot: Document;
  readonly targets: Document;
  readonly status: Document;
  readonly statement: Statement;
  readonly withdrawals: readonly Withdrawal[];
  /** Every statement that was ever shown, the oldest first. */
  readonly history: readonly Statement[];
  /** When the timestamp was signed. */
  readonly signedAt: Date;
}

/** Objects of one kind that are looked for beyond the one that is shown: as many as interrupted publishers may leave. */
const mostLeftBehind = 64;

/**
 * Reads what the origin shows, as the publisher: what has expired still counts, for it has to be followed by something newer.
 *
 * @throws CodedError `KEYS_MISMATCH`, `ORIGIN_DAMAGED`; OriginError.
 */
export async function readServed(origin: Origin, keyring: Keyring): Promise<Served> {
  await demandSameRoots(origin, keyring);
  const timestamp = await readSigned(origin, keyring, metadataKey('timestamp', 0), trustLimits.timestampMaxBytes);
  const current = timestamp && (await readState(origin, keyring, timestamp));
  const lying = async (role: 'targets' | 'status' | 'snapshot', delegator?: Uint8Array): Promise<Document | undefined> => {
    let newest = current?.[role];
    for (let count = 0; count < mostLeftBehind; count += 1) {
      const next = await readSigned(origin, keyring, metadataKey(role, (newest?.version ?? 0) + 1), trustLimits.targetsMaxBytes, delegator);
      if (next === undefined) return newest;
      newest = next;
    }
    throw damaged(origin, `${mostLeftBehind} ${role} documents that nothing shows`);
  };
  const targets = await lying('targets');
  const status = await lying('status', current?.targets.bytes ?? targets?.bytes);
  const snapshot = await lying('snapshot');
  return { ...(current === undefined ? {} : { current }), lying: { ...(targets && { targets }), ...(status && { status }), ...(snapshot && { snapshot }) } };
}

/** The bytes of a target that signed metadata name. */
export async function readTarget(origin: Origin, entry: { readonly name: string; readonly bytes: number; readonly sha256: string }): Promise<Uint8Array> {
  const key = targetKey(entry);
  const bytes = await origin.read(key, entry.bytes);
  if (bytes === undefined || sha256(bytes) !== entry.sha256) throw damaged(origin, `${key}: expected the bytes of ${entry.name}, got ${bytes === undefined ? 'nothing' : 'others'}`);
  return bytes;
}

export function targetKey({ name, sha256: hash }: { readonly name: string; readonly sha256: string }): string {
  return `targets/${hashedTargetPath(name, hash)}`;
}

async function readState(origin: Origin, keyring: Keyring, timestamp: Document): Promise<ServedState> {
  const named = async (parent: Document, role: 'targets' | 'status' | 'snapshot', delegator?: Uint8Array): Promise<Document> => {
    const key = metadataKey(role, namedIn(parent.bytes, `${role}.json`)?.version ?? 0);
    const document = await readSigned(origin, keyring, key, trustLimits.targetsMaxBytes, delegator);
    if (document === undefined || !isNamed(parent.bytes, `${role}.json`, document.bytes)) throw damaged(origin, `${key} is not the one that is named for it`);
    return document;
  };
  const snapshot = await named(timestamp, 'snapshot');
  const targets = await named(snapshot, 'targets');
  const status = await named(snapshot, 'status', targets.bytes);
  const statement = await readStatement(origin, targets);
  return {
    timestamp,
    snapshot,
    targets,
    status,
    statement,
    withdrawals: await readWithdrawals(origin, status),
    history: await readHistory(origin, keyring, targets, statement),
    signedAt: new Date(timestamp.expires.getTime() - signingLimits.tuf.timestampLifeMs),
  };
}

export async function readWithdrawals(origin: Origin, status: Document): Promise<readonly Withdrawal[]> {
  const entry = targetsOf(status.bytes).get(withdrawalsTarget);
  if (entry === undefined) throw damaged(origin, `${status.version}.status.json names no ${withdrawalsTarget}`);
  return parseWithdrawals(await readTarget(origin, entry)).withdrawals;
}

async function readStatement(origin: Origin, targets: Document): Promise<Statement> {
  const entry = targetsOf(targets.bytes).get(statementTarget);
  if (entry === undefined) throw damaged(origin, `${targets.version}.targets.json names no ${statementTarget}`);
  return parseStatement(await readTarget(origin, entry));
}

/** Of several targets documents with one sequence number only the newest was ever shown: the others were left behind. */
async function readHistory(origin: Origin, keyring: Keyring, targets: Document, newest: Statement): Promise<Statement[]> {
  const history = [newest];
  for (let version = targets.version - 1; version > 0 && (history[0]?.sequence ?? 1) > 1; version -= 1) {
    const document = await readSigned(origin, keyring, metadataKey('targets', version), trustLimits.targetsMaxBytes);
    if (document === undefined) continue;
    const statement = await readStatement(origin, document);
    if (statement.sequence === (history[0]?.sequence ?? 0) - 1) history.unshift(statement);
  }
  return history;
}

/** Keys that were retired since have signed the older documents. */
async function readSigned(origin: Origin, { roots }: Keyring, key: string, maxBytes: number, delegator?: Uint8Array): Promise<Document | undefined> {
  const bytes = await origin.read(key, maxBytes);
  if (bytes === undefined) return undefined;
  const delegators = delegator === undefined ? roots : [delegator];
  if (!delegators.some((one) => isSigned(bytes, one))) throw damaged(origin, `${key} is not signed by the keys of its role`);
  return documentOf(bytes);
}

function isSigned(bytes: Uint8Array, delegator: Uint8Array): boolean {
  try {
    return hasThreshold(bytes, delegator);
  } catch {
    return false;
  }
}

/** Whether the keys of the newest root have signed it. */
export function isSignedNow(bytes: Uint8Array, { roots }: Keyring): boolean {
  return isSigned(bytes, newestRoot(roots));
}

async function demandSameRoots(origin: Origin, { roots }: Keyring): Promise<void> {
  for (const [index, root] of roots.entries()) {
    const there = await origin.head(metadataKey('root', index + 1));
    if (there === undefined) break;
    const hash = there.sha256 ?? sha256((await origin.read(metadataKey('root', index + 1), trustLimits.rootMaxBytes)) ?? '');
    if (hash === sha256(root)) continue;
    throw refusal('KEYS_MISMATCH', `${origin.name} has another ${index + 1}.root.json than the key folder: it belongs to other keys`, 'Look at --origin and --keys.');
  }
  const next = metadataKey('root', roots.length + 1);
  if ((await origin.head(next)) === undefined) return;
  throw refusal('KEYS_MISMATCH', `${origin.name} has ${next}, and the key folder ends with ${roots.length}.root.json`, 'Copy the newer roots of the key ceremony into the key folder.');
}

function damaged(origin: Origin, what: string): ReturnType<typeof refusal> {
  return refusal('ORIGIN_DAMAGED', `${origin.name}: ${what}`, 'Nothing was written. Find out who changed the origin; put the right bytes back from its backup.');
}
