import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readMoment, sha256, type Clock } from '@togo/foundation';
import { writeAtomic } from '@togo/foundation/files';
import type { Enacted, PublicationEvidence, ReleaseEvidence, StagedEvidence } from '@togo/release';
import { worldOf, type Statement } from '@togo/trust';
import { waitingRoom } from './place.ts';
import type { Publisher } from './publisher.ts';
import { readReleaseNow } from './release-evidence.ts';
import type { Served } from './served.ts';
import { changesSince, groundAfter, groundOf, newTargets, readWaiting, type Ground, type Staged, type Unreadable } from './staged.ts';
import { listVersions } from '../release-files.ts';

export interface Gathered {
  readonly evidence: PublicationEvidence;
  /** What waits, with what each of it is built on. */
  readonly waiting: readonly (Staged & { readonly ground: Ground })[];
}

/**
 * Looks at everything that decides: the words of the releases, what waits, what the origin shows, and when the publisher looked last.
 *
 * @param versions to look at too, although nothing of them waits.
 */
export async function gather(publisher: Publisher, served: Served, options: { readonly isClockConfirmed: boolean; readonly versions?: readonly string[] }): Promise<Gathered> {
  const { staged, unreadable } = await readWaiting(publisher, publisher.keyring, served);
  const waiting = layGround(staged, served);
  const history = (served.current?.history ?? []).map(toEnacted);
  const known = new Set(await listVersions(publisher.releases));
  const concerned = new Set([...waiting, ...unreadable, ...history].map(({ version }) => version).concat(options.versions ?? []));
  const releases = await Promise.all([...concerned].filter((version) => known.has(version)).map((version) => releaseEvidence(publisher, served, version, waiting, unreadable)));
  const newest = await newestMoment(publisher, served);
  return { evidence: { releases, history, isClockConfirmed: options.isClockConfirmed, ...(newest === undefined ? {} : { newest }) }, waiting };
}

/** Each publication is built on the one before it; one that people decided today comes first. */
function layGround(staged: readonly Staged[], served: Served): (Staged & { ground: Ground })[] {
  let ground = groundOf(served);
  const laid: (Staged & { ground: Ground })[] = [];
  for (const one of staged) {
    if (one.id === 'reinstatement') laid.push({ ...one, ground: groundOf(served) });
    else {
      laid.push({ ...one, ground });
      ground = groundAfter(one);
    }
  }
  return laid;
}

async function releaseEvidence(publisher: Publisher, { current }: Served, version: string, waiting: Gathered['waiting'], unreadable: readonly Unreadable[]): Promise<ReleaseEvidence> {
  const release = await readReleaseNow(publisher, version);
  const staged = waiting.filter((one) => one.version === version).map(async (one): Promise<StagedEvidence> => {
    const changes = await changesSince(publisher, publisher.origin, one, release, one.ground);
    const { id, statement, signatures } = one;
    const approvals = signatures.filter(({ role }) => role !== 'unknown').map(({ role, valid, why }) => ({ role, valid: valid && changes.length === 0, why: valid && changes.length > 0 ? `signed, but ${changes.join('; ')}` : why }));
    return { id, at: new Date(statement.at), approvals, changes };
  });
  const broken = unreadable.filter((one) => one.version === version).map(({ id, why }): StagedEvidence => ({ id, at: new Date(0), approvals: [], changes: [why] }));
  const withdrawn = current && worldOf(current.statement, current.withdrawals).withdrawalOf(version);
  return { version, plan: release.plan, staged: [...(await Promise.all(staged)), ...broken], ...(withdrawn === undefined ? {} : { withdrawn: withdrawn.reason }) };
}

/** What a statement was, once the origin has shown it. */
export function toEnacted({ version, milestone, at }: Statement): Enacted {
  return { version, milestone, at: new Date(at) };
}

/** The newest moment that has been for certain: signed, published, withdrawn, or looked at by this machine. */
async function newestMoment(publisher: Publisher, { current }: Served): Promise<Date | undefined> {
  const looked = await lastLook(publisher);
  const moments = [looked, current?.signedAt, current && new Date(current.statement.at), ...(current?.withdrawals ?? []).map(({ at }) => new Date(at))].filter((moment) => moment !== undefined);
  return moments.length === 0 ? undefined : new Date(Math.max(...moments.map((moment) => moment.getTime())));
}

const looksFile = 'last-look.json';

/** By origin: rehearsals have their own, at their own time. */
export async function rememberLook(publisher: Publisher, clock: Clock): Promise<void> {
  const path = join(waitingRoom(publisher.dist), looksFile);
  await writeAtomic(path, `${JSON.stringify({ formatVersion: 1, looks: { ...(await readLooks(path)), [sha256(publisher.origin.name)]: clock.now().toISOString() } }, null, 2)}\n`);
}

async function lastLook(publisher: Publisher): Promise<Date | undefined> {
  const look = (await readLooks(join(waitingRoom(publisher.dist), looksFile)))[sha256(publisher.origin.name)];
  return look === undefined ? undefined : readMoment(look);
}

/** What cannot be read says nothing: the origin's own evidence stays. */
async function readLooks(path: string): Promise<Readonly<Record<string, string>>> {
  try {
    return (JSON.parse(await readFile(path, 'utf8')) as { looks: Record<string, string> }).looks;
  } catch {
    return {};
  }
}

/** The files of a publication that are on the origin under their hashes, or what is missing. */
export async function missingContent({ origin }: Publisher, staged: Staged, ground: Ground, keyOf: (entry: { name: string; sha256: string }) => string): Promise<string[]> {
  const missing: string[] = [];
  for (const entry of newTargets(staged, ground)) {
    const there = await origin.head(keyOf(entry));
    if (there === undefined) missing.push(`${entry.name} is not on the origin`);
    else if (there.bytes !== entry.bytes || (there.sha256 !== undefined && there.sha256 !== entry.sha256)) missing.push(`${entry.name} has other bytes on the origin`);
  }
  return missing;
}
