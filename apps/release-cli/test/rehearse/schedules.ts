import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silent } from '@togo/foundation';
import { formatJst } from '@togo/release';
import { developmentKeyring, type Keyring } from '../../src/publish/keyring.ts';
import { sitePrograms } from '../../src/publish/site-programs.ts';
import { realActs, type Acts } from '../../src/rehearse/acts.ts';
import { gatherEvidence } from '../../src/rehearse/evidence.ts';
import { openLoopback } from '../../src/rehearse/loopback.ts';
import { rehearse, type Rehearsal } from '../../src/rehearse/rehearse.ts';
import { rememberingSite } from '../../src/rehearse/remembering-site.ts';
import { releasesFolder } from '../../src/release-files.ts';

export const version = '9.1.0';

/** The dates of a plan, JST. */
export type Dates = Readonly<Record<'announcement' | 'pilot' | 'general' | 'cutover', string>>;

/** The schedule of the notice. */
export const april2021: Dates = { announcement: '2021-03-15T10:00:00', pilot: '2021-03-22T10:00:00', general: '2021-04-19T10:00:00', cutover: '2021-05-24T10:00:00' };

/** One machine for the tests of a file: its keys, and releases whose plan has other dates. */
export interface Machine extends AsyncDisposable {
  releasesWith(dates: Dates, edit?: (plan: string) => string): Promise<string>;
  /** With an empty `dist`: everything is rehearsed with stand-ins. */
  rehearse(releases: string, acts?: Partial<Acts>): Promise<Rehearsal>;
}

export async function openMachine(): Promise<Machine> {
  const folder = await mkdtemp(join(tmpdir(), 'togo-rehearsal-test-'));
  const keyring: Keyring = await developmentKeyring(join(folder, 'keys'));
  const site = rememberingSite(sitePrograms);
  const dist = join(folder, 'nothing');
  let count = 0;
  return {
    async releasesWith(dates, edit = (plan) => plan) {
      count += 1;
      const releases = join(folder, `releases-${count}`);
      await cp(releasesFolder, releases, { recursive: true });
      await writeFile(join(releases, version, 'plan.yaml'), edit(planOf(dates)));
      const notes = join(releases, version, 'notes.ja.md');
      await writeFile(notes, (await readFile(notes, 'utf8')).replaceAll(words(april2021.general), words(dates.general)).replaceAll(words(april2021.cutover), words(dates.cutover)));
      return releases;
    },
    async rehearse(releases, acts = {}) {
      const loopback = await openLoopback({ dist, releases, versions: [version], keyring, site, progress: silent });
      try {
        const evidence = await gatherEvidence(loopback, dist, version, () => Promise.reject(new Error('there is no cut to verify')));
        return await rehearse(loopback, { version, evidence, acts: { ...realActs, ...acts } });
      } finally {
        await loopback.close();
      }
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

function words(jst: string): string {
  return formatJst(new Date(`${jst}+09:00`));
}

function planOf(dates: Dates): string {
  const milestones = Object.entries(dates).map(([id, at]) => `  ${id}:\n    at: "${at}+09:00"\n`);
  return `formatVersion: 1\nversion: ${version}\ntimeZone: Asia/Tokyo\nmilestones:\n${milestones.join('')}`;
}
