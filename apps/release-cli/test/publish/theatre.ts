import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalJson, fixedClock, silent } from '@togo/foundation';
import { hashFile, listFiles } from '@togo/foundation/files';
import { directoryOrigin, type Origin } from '@togo/origin';
import type { PublicationId } from '@togo/release';
import type { World } from '@togo/trust';
import { developmentKeyring, type Keyring } from '../../src/publish/keyring.ts';
import type { Publisher } from '../../src/publish/publisher.ts';
import { signOff, type ReleaseRole } from '../../src/publish/sign-off.ts';
import { sitePrograms, type SitePrograms } from '../../src/publish/site-programs.ts';
import { stage } from '../../src/publish/stage.ts';
import { visit } from '../../src/publish/stranger.ts';
import { releasesFolder } from '../../src/release-files.ts';
import { fakeDist } from './fake-dist.ts';

export const version = '9.1.0';

/** Moments of the plan of 9.1.0, and some between them. */
export const moments = {
  staging: '2021-03-14T10:00:00+09:00',
  announcement: '2021-03-15T10:00:00+09:00',
  beforePilot: '2021-03-20T10:00:00+09:00',
  shortlyBeforePilot: '2021-03-22T09:00:00+09:00',
  pilot: '2021-03-22T10:00:00+09:00',
  afterPilot: '2021-03-22T10:01:00+09:00',
  general: '2021-04-19T10:00:00+09:00',
  cutover: '2021-05-24T10:00:00+09:00',
} as const;

/** One origin, one publisher's machine. */
export interface Theatre {
  readonly folder: string;
  readonly keyring: Keyring;
  readonly at: (now: string, origin?: Origin) => Publisher;
  /** Another theatre in the same state. */
  copy(): Promise<Theatre>;
  remove(): Promise<void>;
}

/** What a stranger's client makes of the origin, every file downloaded; undefined before the first publication. */
export async function seenBy({ at, keyring }: Theatre, now: string): Promise<World | undefined> {
  const { origin, clock } = at(now);
  if ((await origin.head('metadata/timestamp.json')) === undefined) return undefined;
  const stranger = { origin, root: keyring.roots[0], clock, progress: silent };
  const { statement } = await visit(stranger, []);
  const files = [...statement.releases.flatMap(({ artefacts }) => artefacts.map(({ target }) => target)), ...statement.announcements.flatMap(({ html, pdf }) => [html, pdf])];
  return visit(stranger, files);
}

/** SHA-256 of every object by key. */
export async function objectsOf({ folder }: Theatre): Promise<ReadonlyMap<string, string>> {
  const root = join(folder, 'origin');
  const keys = (await listFiles(root)).filter((key) => !key.startsWith('.togo-incoming/'));
  return new Map(await Promise.all(keys.map(async (key) => [key, await hashFile(join(root, key))] as const)));
}

/** Objects that may change: the timestamp and the pages. */
export function isMutable(key: string): boolean {
  return key === 'metadata/timestamp.json' || !key.includes('/');
}

export async function openTheatre(): Promise<Theatre> {
  const folder = await mkdtemp(join(tmpdir(), 'togo-publish-'));
  await mkdir(join(folder, 'origin'));
  await cp(releasesFolder, join(folder, 'releases'), { recursive: true });
  await fakeDist(join(folder, 'dist'), version);
  await writeMatrix(join(folder, 'dist'));
  return theatreIn(folder, await developmentKeyring(join(folder, 'keys')));
}

function theatreIn(folder: string, keyring: Keyring): Theatre {
  return {
    folder,
    keyring,
    at: (now, origin = directoryOrigin(join(folder, 'origin'))) => ({
      origin,
      keyring,
      clock: fixedClock(now),
      site: rememberingSite,
      progress: silent,
      dist: join(folder, 'dist'),
      releases: join(folder, 'releases'),
    }),
    async copy() {
      const other = await mkdtemp(join(tmpdir(), 'togo-publish-'));
      await cp(folder, other, { recursive: true });
      return theatreIn(other, keyring);
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The real programs, each run once for one request: they are pure. */
const rendered = new Map<string, Promise<unknown>>();
const rememberingSite: SitePrograms = {
  render: (world) => once(canonicalJson(world), () => sitePrograms.render(world)),
  announce: (request) => once(canonicalJson({ ...request, releaseFolder: '' }), () => sitePrograms.announce(request)),
};

function once<T>(key: string, act: () => Promise<T>): Promise<T> {
  const known = rendered.get(key) ?? act();
  rendered.set(key, known);
  return known as Promise<T>;
}

/** A matrix that has judged exactly the installer that lies there. */
export async function writeMatrix(dist: string, changes: object = {}): Promise<void> {
  const sha256 = await hashFile(join(dist, version, `TogoInstaller-${version}.exe`));
  await mkdir(join(dist, 'matrix'), { recursive: true });
  const matrix = { formatVersion: 1, passed: 3, failed: 0, judged: [{ name: version, version, isStandIn: false, isInstrumented: false, sha256 }], ...changes };
  await writeFile(join(dist, 'matrix/matrix.json'), JSON.stringify(matrix));
}

export async function sign({ at, keyring }: Theatre, now: string, id: PublicationId, role: ReleaseRole): Promise<void> {
  await signOff(at(now), { version, id, role, signer: await keyring.signer(role), verify: () => Promise.resolve({ ok: true, checks: [] }) });
}

export async function approve(theatre: Theatre, now: string, id: PublicationId): Promise<void> {
  await stage(theatre.at(now), version, id);
  for (const role of ['qa', 'release'] as const) await sign(theatre, now, id, role);
}

/** Replaces one piece of a written file. */
export async function editFile(path: string, from: string, to: string): Promise<void> {
  const text = await readFile(path, 'utf8');
  if (!text.includes(from)) throw new Error(`expected ${from} in ${path}`);
  await writeFile(path, text.replaceAll(from, to));
}
