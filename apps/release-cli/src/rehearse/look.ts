import { CodedError, sha256, silent } from '@togo/foundation';
import { listFiles } from '@togo/foundation/files';
import type { Statement } from '@togo/trust';
import { targetsOf } from '../publish/metadata.ts';
import type { Publisher } from '../publish/publisher.ts';
import { readServed, type ServedState } from '../publish/served.ts';
import { readWaiting, type Staged } from '../publish/staged.ts';
import { visit } from '../publish/stranger.ts';
import type { Loopback } from './loopback.ts';

/** What somebody sees who knows nothing but the address. */
export interface Sight {
  /** Path → SHA-256 of everything that answered. */
  readonly answers: ReadonlyMap<string, string>;
  /** What a client makes of the metadata, through tuf-js; absent while there are none. */
  readonly statement?: Statement;
  /** Why a client refuses them. */
  readonly trouble?: string;
}

/** What the publisher knows, and a stranger does not. */
export interface Inside {
  /** What is staged and not published yet. */
  readonly waiting: readonly Staged[];
  readonly served?: ServedState;
}

export const timestampPath = 'metadata/timestamp.json';

/** Metadata versions that are tried beyond what has been published: nobody leaves more behind in a rehearsal. */
const versionsAhead = 3;
/** No object of an origin is larger. */
const objectMaxBytes = 512 * 1024 * 1024;

/**
 * Looks at the origin over HTTP: asks for every name that can be guessed and for every name that lies there but those under a hash, and
 * lets a client that was never there judge the metadata. The plain names of what is staged and not to be seen yet can be guessed, too.
 *
 * @param targets files to download and verify as well.
 */
export async function look({ address, publisher, originFolder }: Loopback, targets: readonly string[] = []): Promise<Sight> {
  const { waiting } = await lookInside(publisher);
  const lying = (await listFiles(originFolder)).filter((key) => !isHashed(key));
  const answers = new Map<string, string>();
  for (const path of new Set([...lying, ...guessableNames(waiting)])) {
    const body = await fetchObject(address, path);
    if (body !== undefined) answers.set(path, sha256(body));
  }
  if (!answers.has(timestampPath)) return { answers };
  const { origin, keyring, clock } = publisher;
  try {
    const { statement } = await visit({ origin, address, root: keyring.roots[0], clock, progress: silent }, targets);
    return { answers, statement };
  } catch (error) {
    if (error instanceof CodedError) return { answers, trouble: `${error.message} (${String(error.code)})` };
    throw error;
  }
}

/** An origin that contradicts itself says nothing of what waits; tick says so itself. */
export async function lookInside(publisher: Publisher): Promise<Inside> {
  try {
    const served = await readServed(publisher.origin, publisher.keyring);
    const { staged } = await readWaiting(publisher, publisher.keyring, served);
    return { waiting: staged, ...(served.current === undefined ? {} : { served: served.current }) };
  } catch (error) {
    if (error instanceof CodedError) return { waiting: [] };
    throw error;
  }
}

/** One object as bytes, undefined where there is none. */
export async function fetchObject({ url, get }: Loopback['address'], path: string): Promise<Buffer | undefined> {
  const body = await get(`${url}/${path.split('/').map(encodeURIComponent).join('/')}`, { maxBytes: objectMaxBytes });
  if (body === undefined) return undefined;
  const portions: Uint8Array[] = [];
  for await (const portion of body) portions.push(portion);
  return Buffer.concat(portions);
}

/** `targets/<folder>/<sha256>.<name>`: there before its time, and nobody can guess it. */
function isHashed(key: string): boolean {
  return /^targets\/(?:.+\/)?[0-9a-f]{64}\.[^/]+$/.test(key);
}

function guessableNames(waiting: readonly Staged[]): string[] {
  const versions = Array.from({ length: Math.max(0, ...waiting.map(({ targets }) => targets.version)) + versionsAhead }, (_, index) => index + 1);
  const metadata = ['root', 'targets', 'status', 'snapshot'].flatMap((role) => [`metadata/${role}.json`, ...versions.map((version) => `metadata/${version}.${role}.json`)]);
  const folders = ['', 'targets/', 'metadata/', 'announcements/', 'publication/', '.togo-incoming/', ...waiting.map(({ version }) => `${version}/`)];
  const files = waiting.flatMap(({ targets }) => [...targetsOf(targets.bytes).keys()]).flatMap((name) => [name, `targets/${name}`, name.replace(/^.*\//, '')]);
  const pages = waiting.flatMap(({ statement }) => [`notes-${statement.version}.html`, ...statement.announcements.map(({ id }) => `announcement-${id}.html`)]);
  return [timestampPath, 'statement.json', 'latest.yml', 'index.html', ...metadata, ...folders, ...files, ...pages];
}
