import { join } from 'node:path';
import { fixedClock, sha256 } from '@togo/foundation';
import { lintRelease, notesToHtml, parseMoment, parseNotes, parsePlan, parseRelease } from '@togo/release';
import { readFileSync } from 'node:fs';
import { noticeDocument } from '../src/announcement/notice.ts';
import { readRelease } from '../src/announcement/read-release.ts';
import { documentToHtml } from '../src/announcement/to-html.ts';
import type { Announcement, Artefact, Release, Statement } from '@togo/trust';
import type { CodeEntry, SiteWorld } from '../src/site-world.ts';

export const releasesFolder = join(import.meta.dirname, '../../../releases');
export const publisher = '介護伝送ソフト配布窓口';

const windows = { general: { window: '令和3年4月頃' }, cutover: { window: '令和3年4月以降' } } as const;
const dates = { general: { at: '2021-04-19T10:00:00+09:00' }, cutover: { at: '2021-05-24T10:00:00+09:00' } } as const;

const codes: readonly CodeEntry[] = [
  { code: 'T-104', title: '電子請求受付システムに接続できませんでした', explanation: 'この通信は TLS 1.2 で行いますが、接続先が対応していません。', next: '時間をおいて[もう一度確認]を押してください。' },
  { code: 'I-405', title: 'ほかのインストーラが動いています', explanation: '同じパソコンで、もう一つの統合インストーラが動いています。', next: '先に始めたほうが終わるのを待ってください。' },
];

/** The notice as it was published at a moment: before 2021-03-11 with windows, from then on with dates. */
export async function noticeAt(at: string): Promise<ReturnType<typeof noticeDocument>> {
  return noticeDocument({ ...(await readRelease(join(releasesFolder, '9.1.0'))), at: parseMoment(at) ?? new Date(Number.NaN), publisher });
}

const firstNotice = await noticeAt('2021-03-01T10:00:00+09:00');
const correctedNotice = await noticeAt('2021-03-15T10:00:00+09:00');

const announcements: readonly Announcement[] = [
  { id: '2021-03-01', title: firstNotice.title, at: '2021-03-01T10:00:00+09:00', correction: false, html: 'announcements/2021-03-01.html', pdf: 'announcements/2021-03-01.pdf' },
  { id: '2021-03-15', title: correctedNotice.title, at: '2021-03-15T10:00:00+09:00', correction: true, html: 'announcements/2021-03-15.html', pdf: 'announcements/2021-03-15.pdf' },
];

const pages = {
  'announcements/2021-03-01.html': documentToHtml(firstNotice),
  'announcements/2021-03-15.html': documentToHtml(correctedNotice),
  '9.0.0/notes.html': notesOf('9.0.0'),
  '9.1.0/notes.html': notesOf('9.1.0'),
};

const old = release('9.0.0', '統合インストーラ Ver.9.0.0(TLS 1.2 準備版)');
const next = release('9.1.0', '統合インストーラ Ver.9.1.0(TLS 1.2 対応版)');
const withdrawal = { id: 'w-1', version: '9.1.0', at: '2021-04-21T15:30:00+09:00', reason: '一部のパソコンで起動できないことが分かったため' };

/** The states that the site goes through, by name. */
export const worlds = {
  nothing: world({}),
  window: announced({ at: '2021-03-01T10:00:00+09:00', announcements: announcements.slice(0, 1), dates: windows, cutover: windows.cutover }),
  dated: announced({ at: '2021-03-15T10:00:00+09:00' }),
  pilot: announced({ at: '2021-03-22T10:00:00+09:00', channels: { general: '9.0.0', pilot: '9.1.0' }, releases: [old, next] }),
  general: general('2021-04-19T10:00:00+09:00'),
  cutover: general('2021-05-24T10:00:00+09:00'),
  withdrawn: { ...general('2021-04-19T10:00:00+09:00'), withdrawals: { formatVersion: 1, withdrawals: [withdrawal] } },
  reinstated: { ...general('2021-04-26T10:00:00+09:00', [withdrawal.id]), withdrawals: { formatVersion: 1, withdrawals: [withdrawal] } },
} satisfies Readonly<Record<string, SiteWorld>>;

export type StateName = keyof typeof worlds;
export const stateNames = Object.keys(worlds) as readonly StateName[];

function general(at: string, reinstated: string[] = []): SiteWorld {
  return announced({ at, channels: { general: '9.1.0', pilot: '9.1.0' }, releases: [old, next], reinstated });
}

function announced(changes: Partial<Statement>): SiteWorld {
  const statement: Statement = {
    formatVersion: 1,
    sequence: 1,
    milestone: 'announcement',
    planSha256: '1'.repeat(64),
    notesSha256: '2'.repeat(64),
    version: '9.1.0',
    at: '2021-03-15T10:00:00+09:00',
    channels: { general: '9.0.0' },
    cutover: dates.cutover,
    dates,
    releases: [old],
    announcements: [...announcements],
    reinstated: [],
    ...changes,
  };
  return world({ statement });
}

function world(changes: Partial<SiteWorld>): SiteWorld {
  return {
    formatVersion: 1,
    withdrawals: { formatVersion: 1, withdrawals: [] },
    pages,
    codes: [...codes],
    operator: { name: publisher, desk: ['電話 0570-00-0000', '平日 10:00 から 17:00 まで(毎月1日から10日までの平日は 19:00 まで)'], signer: '介護伝送ソフト配布窓口', development: false },
    ...changes,
  };
}

function release(version: string, title: string): Release {
  const artefact = (kind: Artefact['kind'], name: string, bytes: number) => ({ kind, target: `${version}/${name}`, sha256: sha256(`${version}/${name}`), bytes });
  return {
    version,
    title,
    upgradesFrom: `>=8.0.0 <${version}`,
    artefacts: [
      artefact('installer', `TogoInstaller-${version}.exe`, 19_920_000),
      { ...artefact('update', `TogoUpdate-${version}.exe`, 650_000), base: '9.0.0' },
      artefact('checker', `IESettingsCheck-${version}.exe`, 180_000),
      artefact('notes', 'notes.txt', 4_000),
      artefact('notes', 'notes.html', 9_000),
    ],
  };
}

function notesOf(version: string): string {
  const read = (of: string, name: string): string => readFileSync(join(releasesFolder, of, name), 'utf8');
  const linted = lintRelease({
    release: parseRelease(read(version, 'release.yaml'), 'release.yaml'),
    plan: parsePlan(read(version, 'plan.yaml'), 'plan.yaml'),
    notes: parseNotes(read(version, 'notes.ja.md'), 'notes.ja.md'),
    others: ['9.0.0', '9.1.0'].filter((other) => other !== version).map((other) => parseRelease(read(other, 'release.yaml'), other)),
    clock: fixedClock('2020-01-01T00:00:00+09:00'),
  });
  if (!linted.ok) throw new Error(JSON.stringify(linted.faults));
  return notesToHtml(linted.notes, linted.release);
}
