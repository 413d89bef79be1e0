import type { TargetEntry } from '@togo/signing';
import type { Statement, Withdrawal } from '@togo/trust';
import { contentTypeOf } from './content-types.ts';
import { targetsOf } from './metadata.ts';
import type { Publisher } from './publisher.ts';
import { readTarget, type Served, type ServedState } from './served.ts';
import { siteInput, siteTarget, type SiteInput } from './site-input.ts';

/** A page is no larger; what lies there and is, is another file. */
const pageMaxBytes = 4 * 1024 * 1024;
const pageMaxAgeSeconds = 60;

export interface PagesResult {
  readonly written: readonly string[];
  readonly same: number;
}

/**
 * Makes the site what the signed metadata say, after the timestamp: pages may lag and never lead. Only what differs is written, the start
 * page last. The files that pages lead to lie under their own names and are never replaced.
 */
export async function publishPages(publisher: Publisher, { current }: Served): Promise<PagesResult> {
  const { origin, progress } = publisher;
  const files = current === undefined ? [] : linkedFiles(current);
  const written: string[] = [];
  for (const entry of files) {
    progress({ what: entry.name });
    if (await putUnderItsName(publisher, entry)) written.push(entry.name);
  }
  const pages = [...(await publisher.site.render(await worldFor(publisher, current)))].sort((a, b) => Number(a.path === 'index.html') - Number(b.path === 'index.html'));
  for (const { path, bytes, contentType } of pages) {
    progress({ what: path });
    const there = await origin.read(path, pageMaxBytes);
    if (there !== undefined && Buffer.compare(there, bytes) === 0) continue;
    await origin.putPointer(path, bytes, { contentType, maxAgeSeconds: pageMaxAgeSeconds });
    written.push(path);
  }
  return { written, same: files.length + pages.length - written.length };
}

/** What facilities may download now: every file of the releases on offer, and the announcements as PDF. */
function linkedFiles({ statement, targets }: ServedState): TargetEntry[] {
  const offered = new Set(Object.values(statement.channels).map((version) => `${version}/`));
  const pdfs = new Set(statement.announcements.map(({ pdf }) => pdf));
  return [...targetsOf(targets.bytes).values()].filter(({ name }) => pdfs.has(name) || offered.has(name.slice(0, name.indexOf('/') + 1)));
}

async function putUnderItsName({ origin }: Publisher, entry: TargetEntry): Promise<boolean> {
  if ((await origin.head(entry.name))?.sha256 === entry.sha256) return false;
  const bytes = await readTarget(origin, entry);
  return (await origin.putImmutable(entry.name, { bytes }, { contentType: contentTypeOf(entry.name) })) === 'written';
}

async function worldFor(publisher: Publisher, current: ServedState | undefined): Promise<object> {
  if (current === undefined) return world(siteInput([], publisher.keyring.isDevelopment), [], {});
  const { statement, withdrawals, targets } = current;
  const entries = targetsOf(targets.bytes);
  const text = async (name: string): Promise<string> => {
    const entry = entries.get(name);
    return entry === undefined ? '' : Buffer.from(await readTarget(publisher.origin, entry)).toString('utf8');
  };
  const named = [...statement.announcements.map(({ html }) => html), ...notesPages(statement)];
  const pages = Object.fromEntries(await Promise.all(named.map(async (name) => [name, await text(name)] as const)));
  return world(JSON.parse(await text(siteTarget(statement.sequence))) as SiteInput, withdrawals, pages, statement);
}

function world({ codes, operator }: SiteInput, withdrawals: readonly Withdrawal[], pages: Readonly<Record<string, string>>, statement?: Statement): object {
  return { formatVersion: 1, ...(statement === undefined ? {} : { statement }), withdrawals: { formatVersion: 1, withdrawals }, pages, codes, operator };
}

function notesPages({ releases }: Statement): string[] {
  return releases.flatMap(({ artefacts }) => artefacts.filter(({ kind, target }) => kind === 'notes' && target.endsWith('.html')).map(({ target }) => target));
}
