import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { canonicalJson } from '@togo/foundation';
import type { Content } from '@togo/origin';
import { formatMoment, isEnacted, publicationsOf, type PlannedPublication, type PublicationId } from '@togo/release';
import { draftTargets, type TargetEntry } from '@togo/signing';
import { statementTarget, type Announcement } from '@togo/trust';
import { composeStatement, type StatementInput } from './compose-statement.ts';
import { readDist, type DistFiles } from './dist-files.ts';
import { refusal } from './errors.ts';
import { toEnacted } from './evidence.ts';
import { targetsExpire } from './keyring.ts';
import { countedFrom, saysTheSame } from './metadata.ts';
import { operator } from './operator.ts';
import { localFile, publicationFolder, statementFile, targetsFile } from './place.ts';
import { readProgramCodes } from './program-codes.ts';
import type { Publisher } from './publisher.ts';
import { putContent, type PutCount } from './put-content.ts';
import { readReleaseNow, type ReleaseNow } from './release-evidence.ts';
import { readServed, type Served } from './served.ts';
import { siteInput, siteInputBytes, siteTarget } from './site-input.ts';
import { entryOf, groundAfter, groundOf, readStaged, readWaiting, type Ground, type Staged } from './staged.ts';

export interface StageResult {
  readonly version: string;
  readonly publication: PublicationId;
  readonly at: string;
  readonly folder: string;
  /** `present`: the very same was staged before, and its signatures stay. */
  readonly outcome: 'staged' | 'present';
  readonly content: PutCount;
}

/** What is to be said, and when. */
interface Intention {
  readonly id: PublicationId;
  readonly milestone: StatementInput['milestone'];
  readonly at: Date;
  readonly reinstated?: readonly string[];
}

/**
 * Prepares a publication: brings the content to the origin under its hashes, and writes what the two roles shall sign. Nobody can see
 * or guess any of it. Doing it again does only what is missing.
 *
 * @param id the next one of the plan when absent.
 * @throws CodedError<PublishErrorCode>, OriginError.
 */
export async function stage(publisher: Publisher, version: string, id?: PublicationId): Promise<StageResult> {
  const release = await readReleaseNow(publisher, version);
  const served = await readServed(publisher.origin, publisher.keyring);
  const planned = choose(release, served, id);
  const { at } = planned;
  if (at === undefined) throw refusal('DATE_NOT_FIXED', `${planned.id} of ${version} has no date yet, only ${planned.window ?? 'a window'}`, `Put the date into releases/${version}/plan.yaml, and what it replaces into its history.`);
  return prepare(publisher, release, served, { id: planned.id, milestone: planned.milestone, at });
}

/** Prepares the statement that takes withdrawals back. It is published as soon as both roles have signed. */
export async function stageReinstatement(publisher: Publisher, version: string): Promise<StageResult> {
  const release = await readReleaseNow(publisher, version);
  const served = await readServed(publisher.origin, publisher.keyring);
  const { statement, withdrawals = [] } = served.current ?? {};
  const reinstated = withdrawals.filter((one) => one.version === version && statement?.reinstated.includes(one.id) !== true).map((one) => one.id);
  if (reinstated.length === 0) throw refusal('NOT_WITHDRAWN', `${version} is not withdrawn`, 'Nothing is to be reinstated. See ./togo status.');
  const before = await readStaged(publisher, publisher.keyring, version, 'reinstatement').catch(() => undefined);
  const isSame = before !== undefined && before.statement.sequence === (statement?.sequence ?? 0) + 1 && reinstated.every((one) => before.statement.reinstated.includes(one));
  const at = isSame ? new Date(before.statement.at) : publisher.clock.now();
  return prepare(publisher, release, served, { id: 'reinstatement', milestone: 'reinstatement', at, reinstated });
}

function choose({ plan, release: { version } }: ReleaseNow, { current }: Served, id: PublicationId | undefined): PlannedPublication {
  const planned = publicationsOf(plan);
  const history = (current?.history ?? []).map(toEnacted);
  const isShown = (one: PlannedPublication): boolean => isEnacted(version, one, history);
  const chosen = id === undefined ? planned.find((one) => !isShown(one)) : planned.find((one) => one.id === id);
  if (chosen === undefined) {
    throw refusal('PUBLICATION_UNKNOWN', id === undefined ? `everything in the plan of ${version} is published` : `the plan of ${version} has no ${id}`, `It has: ${planned.map((one) => one.id).join(', ')}.`);
  }
  if (isShown(chosen)) throw refusal('ALREADY_PUBLISHED', `${chosen.id} of ${version} is published already`, 'See ./togo status for what comes next.');
  return chosen;
}

async function prepare(publisher: Publisher, release: ReleaseNow, served: Served, intention: Intention): Promise<StageResult> {
  const { version } = release.release;
  const { ground, newest } = await groundFor(publisher, served, version, intention);
  const made = await makeFiles(publisher, release, ground, intention);
  const statement = composeStatement({ ...intention, version, plan: release.plan, planSha256: release.planSha256, notesSha256: release.notesSha256, ...(ground.statement === undefined ? {} : { before: ground.statement }), ...made });
  const statementBytes = Buffer.from(`${canonicalJson(statement)}\n`, 'utf8');
  const own = new Map<string, Uint8Array>([...made.own, [siteTarget(statement.sequence), made.site]]);
  const entries: TargetEntry[] = [...made.fromDist, ...[...own].map(([name, bytes]) => entryOf(name, bytes)), entryOf(statementTarget, statementBytes)];
  const folder = publicationFolder(publisher, version, intention.id);
  const expires = targetsExpire(publisher.keyring, intention.at);
  const delegations = { status: await publisher.keyring.publicKey('status') };
  const draft = (before: number): Uint8Array =>
    draftTargets({ version: before + 1, ...previousOf(ground, before), targets: entries, expires, delegations });
  const staged = await readStaged(publisher, publisher.keyring, version, intention.id).catch(() => undefined);
  const isPresent = staged !== undefined && isUsable(staged, served, newest) && saysTheSame(staged.targets.bytes, draft(staged.targets.version - 1));
  if (!isPresent) refusePast(intention, version, publisher.clock.now());
  const content = await putContent(publisher, entries.map((entry): [TargetEntry, Content] => [entry, contentOf(entry.name)]));
  if (!isPresent) await putFolder(folder, { statementBytes, targets: draft(newest), own });
  return { version, publication: intention.id, at: formatMoment(intention.at), folder, outcome: isPresent ? 'present' : 'staged', content };

  function contentOf(name: string): Content {
    const bytes = name === statementTarget ? statementBytes : own.get(name);
    return bytes === undefined ? { file: localFile(publisher, folder, name, new Set()) } : { bytes };
  }
}

/** Whether its version is still free, or taken by itself: a publisher who was interrupted has brought it to the origin. */
function isUsable({ targets }: Staged, { lying }: Served, newest: number): boolean {
  return targets.version > newest || (lying.targets !== undefined && saysTheSame(lying.targets.bytes, targets.bytes));
}

/** What is said until then: by the last publication that waits before this one, else by what the origin shows. */
async function groundFor(publisher: Publisher, served: Served, version: string, { id, at }: Intention): Promise<{ ground: Ground; newest: number }> {
  const { staged } = await readWaiting(publisher, publisher.keyring, served);
  // What people decide today comes before everything that waits.
  const earlier = id === 'reinstatement' ? [] : staged.filter((one) => one.id !== 'reinstatement' && Date.parse(one.statement.at) < at.getTime() && !(one.version === version && one.id === id));
  const last = earlier.at(-1);
  const lying = served.lying.targets?.version ?? 0;
  return { ground: last === undefined ? groundOf(served) : groundAfter(last), newest: Math.max(lying, last?.targets.version ?? 0) };
}

/** @param version of the newest targets metadata that lie anywhere. */
function previousOf({ targets }: Ground, version: number): { previous?: Uint8Array } {
  if (version === 0) return {};
  return { previous: countedFrom(targets ?? Buffer.from(emptyTargets, 'utf8'), version) };
}

/** What counts where an interrupted first publication has left a version behind. */
const emptyTargets = JSON.stringify({ signed: { _type: 'targets', spec_version: '1.0.31', version: 1, expires: '2000-01-01T00:00:00Z', targets: {} }, signatures: [] });

interface Made {
  readonly release?: DistFiles['release'];
  readonly announcement?: Announcement;
  /** The files of the cut. */
  readonly fromDist: readonly TargetEntry[];
  /** What was made for this publication, by target. */
  readonly own: ReadonlyMap<string, Uint8Array>;
  readonly site: Uint8Array;
}

/** The pilot brings the files of the cut; the announcement, a correction of it and the general release bring words. */
async function makeFiles(publisher: Publisher, release: ReleaseNow, ground: Ground, { milestone, at }: Intention): Promise<Made> {
  const { version } = release.release;
  const { progress, keyring } = publisher;
  progress({ what: 'what the pages say' });
  const site = siteInputBytes(siteInput(await readProgramCodes(version), keyring.isDevelopment));
  const words = milestone === 'announcement' || milestone === 'general' ? await announce(publisher, release, ground, milestone, at) : undefined;
  const dist = milestone === 'pilot' ? await readDist(publisher.dist, version, release) : undefined;
  if (dist?.isDevelopment === true && !keyring.isDevelopment) {
    throw refusal('DIST_DEVELOPMENT', `dist/${version} is not signed for facilities: its release.json says so`, 'Windows would warn of its programs. Cut it with the production certificate, or rehearse with development keys.');
  }
  return {
    ...(dist === undefined ? {} : { release: dist.release }),
    ...(words === undefined ? {} : { announcement: words.announcement }),
    fromDist: dist?.entries ?? [],
    own: new Map(words?.files),
    site,
  };
}

async function announce(publisher: Publisher, { folder }: ReleaseNow, ground: Ground, milestone: 'announcement' | 'general', moment: Date): Promise<{ announcement: Announcement; files: [string, Uint8Array][] }> {
  publisher.progress({ what: 'the announcement, as page and PDF' });
  const at = formatMoment(moment);
  const taken = new Set(ground.statement?.announcements.map(({ id }) => id));
  const id = freeName(at.slice(0, 'YYYY-MM-DD'.length), taken);
  const { html, pdf, ...said } = await publisher.site.announce({ document: milestone === 'general' ? 'release-notes' : 'notice', id, at, publisher: operator.name, releaseFolder: folder });
  const names = { html: `announcements/${id}.html`, pdf: `announcements/${id}.pdf` };
  return { announcement: { id: said.id, title: said.title, at: said.at, correction: said.correction, ...names }, files: [[names.html, html], [names.pdf, pdf]] };
}

function freeName(date: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? date : `${date}-${count}`;
    if (!taken.has(name)) return name;
  }
}

/** A milestone that was missed gets a new date, not an approval afterwards. */
function refusePast({ id, milestone, at }: Intention, version: string, now: Date): void {
  if (id !== milestone || milestone === 'reinstatement' || at > now) return;
  throw refusal('DATE_PAST', `${id} of ${version} was to be published ${formatMoment(at)}, and it is ${formatMoment(now)}`, `Give it a new date in releases/${version}/plan.yaml, and put what it replaces into its history.`);
}

/** The whole folder at once: what was staged before, or what is staged now. */
async function putFolder(folder: string, { statementBytes, targets, own }: { statementBytes: Uint8Array; targets: Uint8Array; own: ReadonlyMap<string, Uint8Array> }): Promise<void> {
  const fresh = join(dirname(folder), `.${randomBytes(6).toString('hex')}`);
  try {
    for (const [name, bytes] of [[statementFile, statementBytes], [targetsFile, targets], ...[...own].map(([name, bytes]) => [`files/${name}`, bytes] as const)] as const) {
      await mkdir(dirname(join(fresh, name)), { recursive: true });
      await writeFile(join(fresh, name), bytes);
    }
    await rm(folder, { recursive: true, force: true });
    await rename(fresh, folder);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}
