import { Metadata, MetadataKind, type TargetFile } from '@tufjs/models';
import { EqualVersionError } from 'tuf-js/dist/error.js';
import type { TrustedMetadataStore } from 'tuf-js/dist/store.js';
import { TrustError } from '../errors.ts';
import type { TrustLimits } from '../limits.ts';
import { judgeKeys, type KeyRole } from './judge-keys.ts';
import { nameRefusal } from './name-refusal.ts';

export interface Walk {
  readonly set: TrustedMetadataStore;
  readonly limits: TrustLimits;
  /** Metadata that was judged good, as text by role: read first, and kept up to date (5.3.8, 5.4.5, 5.5.7, 5.6.6). */
  readonly known: Map<string, string>;
  /** Gets a document of the origin's metadata; throws TrustError `missing` where there is none. */
  readonly read: (document: string, maxBytes: number) => Promise<Buffer>;
}

/** The detailed client workflow up to the top-level targets (TUF 5.3 to 5.6), in its order. */
export async function updateMetadata(walk: Walk): Promise<void> {
  await updateRoot(walk);
  await updateTimestamp(walk);
  await updateSnapshot(walk);
  await updateTargets(walk, 'targets', 'root');
}

/** Searches the roles that may speak of a target, the most trusted first (5.6.7). */
export async function findTarget(walk: Walk, target: string): Promise<TargetFile | undefined> {
  const toVisit = [{ role: 'targets', parent: 'root' }];
  const visited = new Set<string>();
  for (let next = toVisit.pop(); next !== undefined && visited.size < walk.limits.maxDelegations; next = toVisit.pop()) {
    const { role, parent } = next;
    if (visited.has(role)) continue;
    visited.add(role);
    await updateTargets(walk, role, parent);
    const signed = walk.set.getRole(role)?.signed;
    if (signed !== undefined && Object.hasOwn(signed.targets, target)) return signed.targets[target];
    const children = [...(signed?.delegations?.rolesForTarget(target) ?? [])];
    const last = children.findIndex(({ terminating }) => terminating);
    if (last >= 0) toVisit.length = 0;
    const asked = last < 0 ? children : children.slice(0, last + 1);
    toVisit.push(...asked.map((child) => ({ role: child.role, parent: role })).reverse());
  }
  return undefined;
}

async function updateRoot({ set, limits, known, read }: Walk): Promise<void> {
  const first = set.root.signed.version + 1;
  for (let version = first; version < first + limits.maxRootRotations; version += 1) {
    const document = `${version}.root.json`;
    const bytes = await read(document, limits.rootMaxBytes).catch(unlessMissing);
    if (bytes === undefined) return; // the newest is known (5.3.3)
    judge(document, bytes, set.root.signed.roles['root'], () => {
      const { signed } = Metadata.fromJSON(MetadataKind.Root, parse(bytes));
      judgeKeys(document, signed.keys, signed.roles);
      set.updateRoot(bytes);
    });
    known.set('root', bytes.toString('utf8'));
  }
}

async function updateTimestamp({ set, limits, known, read }: Walk): Promise<void> {
  // Even an expired one tells what is older than it; a damaged one tells nothing.
  isAccepted(known.get('timestamp'), (bytes) => set.updateTimestamp(bytes));
  const document = 'timestamp.json';
  const bytes = await read(document, limits.timestampMaxBytes);
  const isNew = judge(document, bytes, set.root.signed.roles['timestamp'], () => {
    try {
      return set.updateTimestamp(bytes) !== undefined;
    } catch (error) {
      if (error instanceof EqualVersionError) return false; // the one that we have (5.4.3.1)
      throw error;
    }
  });
  if (isNew) known.set('timestamp', bytes.toString('utf8'));
}

async function updateSnapshot({ set, limits, known, read }: Walk): Promise<void> {
  if (isAccepted(known.get('snapshot'), (bytes) => set.updateSnapshot(bytes, true))) return;
  const meta = set.timestamp?.signed.snapshotMeta;
  const document = versioned(set, 'snapshot', meta?.version);
  const bytes = await read(document, Math.min(meta?.length ?? limits.snapshotMaxBytes, limits.snapshotMaxBytes));
  judge(document, bytes, set.root.signed.roles['snapshot'], () => set.updateSnapshot(bytes));
  known.set('snapshot', bytes.toString('utf8'));
}

async function updateTargets({ set, limits, known, read }: Walk, role: string, parent: string): Promise<void> {
  const delegator = parent === 'root' ? set.root : set.getRole(parent);
  const loaded = set.getRole(role);
  const held = known.get(role);
  if (loaded !== undefined && held !== undefined) {
    // Another parent may trust other keys.
    judge(`${role}.json`, Buffer.from(held), roleOf(set, role, parent), () => delegator?.verifyDelegate(role, loaded));
    return;
  }
  if (isAccepted(held, (bytes) => set.updateDelegatedTargets(bytes, role, parent))) return;
  const meta = set.snapshot?.signed.meta[`${role}.json`];
  if (meta === undefined) throw new TrustError('mixed', `${role}.json: expected in the snapshot, which does not name it`);
  const document = versioned(set, encodeURIComponent(role), meta.version);
  const bytes = await read(document, Math.min(meta.length ?? limits.targetsMaxBytes, limits.targetsMaxBytes));
  judge(document, bytes, roleOf(set, role, parent), () => {
    meta.verify(bytes); // before anything is read from them (5.6.2)
    const { delegations } = Metadata.fromJSON(MetadataKind.Targets, parse(bytes)).signed;
    if (delegations !== undefined) judgeKeys(document, delegations.keys, delegations.roles ?? {});
    set.updateDelegatedTargets(bytes, role, parent);
  });
  known.set(role, bytes.toString('utf8'));
}

function roleOf(set: TrustedMetadataStore, role: string, parent: string): KeyRole | undefined {
  return parent === 'root' ? set.root.signed.roles[role] : set.getRole(parent)?.signed.delegations?.roles?.[role];
}

/** With consistent snapshots every document but the timestamp has its version in its name (6.2). */
function versioned(set: TrustedMetadataStore, name: string, version: number | undefined): string {
  return set.root.signed.consistentSnapshot ? `${version ?? 0}.${name}.json` : `${name}.json`;
}

function judge<T>(document: string, bytes: Buffer, role: KeyRole | undefined, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw nameRefusal(error, { document, bytes, role });
  }
}

function isAccepted(text: string | undefined, update: (bytes: Buffer) => unknown): boolean {
  if (text === undefined) return false;
  try {
    update(Buffer.from(text, 'utf8'));
    return true;
  } catch {
    return false;
  }
}

function unlessMissing(error: unknown): undefined {
  if (!(error instanceof TrustError && error.code === 'missing')) throw error;
}

function parse(bytes: Buffer): Parameters<typeof Metadata.fromJSON>[1] {
  return JSON.parse(bytes.toString('utf8')) as Parameters<typeof Metadata.fromJSON>[1];
}
