import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson, sha256 } from '@togo/foundation';
import { hashFile, listFiles } from '@togo/foundation/files';
import type { Origin } from '@togo/origin';
import type { PublicationId } from '@togo/release';
import { metadataKey, signaturesOf, type SignatureState, type TargetEntry } from '@togo/signing';
import { parseStatement, statementTarget, trustLimits, type Statement } from '@togo/trust';
import { newestRoot, type Keyring } from './keyring.ts';
import { documentOf, saysTheSame, targetsOf, type Document } from './metadata.ts';
import { localFile, publicationFolder, statementFile, targetsFile, waitingRoom, type PublicationPlace } from './place.ts';
import type { ReleaseNow } from './release-evidence.ts';
import type { Served } from './served.ts';

/** A publication that waits for its moment. */
export interface Staged {
  readonly version: string;
  readonly id: PublicationId;
  readonly folder: string;
  readonly statement: Statement;
  readonly statementBytes: Uint8Array;
  /** The targets metadata, signed by none, one or both roles. */
  readonly targets: Document;
  /** Of each key of the two roles. */
  readonly signatures: readonly SignatureState[];
  /** The names of the targets that lie in the folder itself. */
  readonly own: ReadonlySet<string>;
}

/** A folder of the waiting room that holds something else than a publication. */
export interface Unreadable {
  readonly version: string;
  readonly id: PublicationId;
  readonly why: string;
}

/** What a publication is built on: what is said until then. */
export interface Ground {
  readonly statement?: Statement;
  readonly targets?: Uint8Array;
  readonly sequence: number;
}

export function groundOf({ current }: Served): Ground {
  return current === undefined ? { sequence: 0 } : { statement: current.statement, targets: current.targets.bytes, sequence: current.statement.sequence };
}

export function groundAfter({ statement, targets }: Staged): Ground {
  return { statement, targets: targets.bytes, sequence: statement.sequence };
}

/** Everything in the waiting room that the origin has not shown yet, in the order of its moments. */
export async function readWaiting(place: PublicationPlace, keyring: Keyring, { current }: Served): Promise<{ readonly staged: readonly Staged[]; readonly unreadable: readonly Unreadable[] }> {
  const [staged, unreadable]: [Staged[], Unreadable[]] = [[], []];
  for (const version of await foldersIn(waitingRoom(place.dist))) {
    for (const id of (await foldersIn(join(waitingRoom(place.dist), version))) as PublicationId[]) {
      await readStaged(place, keyring, version, id).then(
        (one) => staged.push(one),
        (error: unknown) => unreadable.push({ version, id, why: `${publicationFolder(place, version, id)} cannot be read (${error instanceof Error ? error.message : String(error)})` }),
      );
    }
  }
  const isShown = ({ statement }: Staged): boolean => (current?.history ?? []).some((shown) => canonicalJson(shown) === canonicalJson(statement));
  return { staged: staged.filter((one) => !isShown(one)).sort((a, b) => momentOf(a) - momentOf(b) || a.statement.sequence - b.statement.sequence), unreadable };
}

/** @throws CodedError, ENOENT when there is no such folder, or not of this form. */
export async function readStaged(place: PublicationPlace, keyring: Keyring, version: string, id: PublicationId): Promise<Staged> {
  const folder = publicationFolder(place, version, id);
  const statementBytes = await readFile(join(folder, statementFile));
  const targets = await readFile(join(folder, targetsFile));
  const signatures = signaturesOf(targets, newestRoot(keyring.roots));
  const own = new Set(await listFiles(join(folder, 'files')).catch(() => []));
  return { version, id, folder, statement: parseStatement(statementBytes), statementBytes, targets: documentOf(targets), signatures, own };
}

/**
 * What is different from what was staged, each in words that name it. Everything is read again: the words of the release, the files of
 * the cut, the statement, and what the origin shows.
 *
 * @param ground what is said until this publication.
 */
export async function changesSince(place: PublicationPlace, origin: Origin, staged: Staged, release: ReleaseNow, ground: Ground): Promise<string[]> {
  const { statement, version } = staged;
  return [
    ...wordChange(`releases/${version}/plan.yaml`, statement.planSha256, release.planSha256),
    ...wordChange(`releases/${version}/notes.ja.md`, statement.notesSha256, release.notesSha256),
    ...(await fileChanges(place, staged, ground)),
    ...(await groundChanges(origin, staged, ground)),
  ];
}

/** The targets that no earlier publication has brought to the origin. */
export function newTargets({ targets }: Pick<Staged, 'targets'>, ground: Ground): TargetEntry[] {
  const known = ground.targets === undefined ? new Map<string, TargetEntry>() : targetsOf(ground.targets);
  return [...targetsOf(targets.bytes).values()].filter(({ name, sha256: hash }) => known.get(name)?.sha256 !== hash);
}

function wordChange(file: string, approved: string, now: string): string[] {
  return approved === now ? [] : [`${file} was edited after staging (SHA-256 ${shown(approved)}, now ${shown(now)})`];
}

async function fileChanges(place: PublicationPlace, staged: Staged, ground: Ground): Promise<string[]> {
  const changes: string[] = [];
  for (const { name, bytes, sha256: approved } of newTargets(staged, ground)) {
    const file = name === statementTarget ? join(staged.folder, statementFile) : localFile(place, staged.folder, name, staged.own);
    const now = await digest(file);
    if (now === undefined) changes.push(`${file} is not there any more`);
    else if (now.sha256 !== approved) changes.push(`${file} was changed after staging (${bytes} bytes, SHA-256 ${shown(approved)}; now ${now.bytes} bytes, ${shown(now.sha256)})`);
  }
  return changes;
}

async function groundChanges(origin: Origin, { targets, statement }: Staged, ground: Ground): Promise<string[]> {
  const [known, ours] = [ground.targets === undefined ? new Map<string, TargetEntry>() : targetsOf(ground.targets), targetsOf(targets.bytes)];
  const lost = [...known.values()].find(({ name, sha256: hash }) => name !== statementTarget && ours.get(name)?.sha256 !== hash);
  if (statement.sequence !== ground.sequence + 1) return [`it was staged as publication ${statement.sequence}, and the next one is ${ground.sequence + 1}: another one came before it`];
  if (lost !== undefined) return [`${lost.name} was published meanwhile and is not in it`];
  const key = metadataKey('targets', targets.version);
  const there = await origin.read(key, trustLimits.targetsMaxBytes);
  return there === undefined || saysTheSame(there, targets.bytes) ? [] : [`${key} lies on the origin already, left behind by an attempt with other content`];
}

async function digest(file: string): Promise<{ sha256: string; bytes: number } | undefined> {
  const stats = await stat(file).catch(() => undefined);
  return stats?.isFile() === true ? { sha256: await hashFile(file), bytes: stats.size } : undefined;
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name).sort();
}

function momentOf({ statement }: Staged): number {
  return Date.parse(statement.at);
}

function shown(hash: string): string {
  return `${hash.slice(0, 12)}…`;
}

/** The entry of a file that is in memory. */
export function entryOf(name: string, bytes: Uint8Array): TargetEntry {
  return { name, bytes: bytes.length, sha256: sha256(bytes) };
}
