import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, type RunResult } from '@togo/foundation/run';
import { workspaceRoot } from '@togo/workspace';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

interface Rehearsal {
  readonly ok: boolean;
  readonly milestones: readonly { readonly id: string; readonly at: string; readonly visibleBefore: boolean; readonly visibleAfter: boolean; readonly checks: readonly { readonly id: string; readonly ok: boolean }[] }[];
  readonly reception: { readonly before: object; readonly after: object; readonly told: { readonly code: string; readonly next: string } };
  readonly evidence: Readonly<Record<string, { readonly real: boolean; readonly why: string }>>;
  readonly faults: readonly unknown[];
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'togo-rehearsal-'));
});
afterAll(() => rm(folder, { recursive: true }));

function togo(...args: readonly string[]): Promise<RunResult> {
  return run(process.execPath, ['--disable-warning=ExperimentalWarning', join(workspaceRoot, 'apps/release-cli/src/main.ts'), ...args, '--dist', join(folder, 'nothing')], { okExitCodes: [0, 1, 2, 3] });
}

describe('when the schedule of April 2021 is rehearsed before anything is cut', () => {
  let answer: RunResult;
  let rehearsal: Rehearsal;
  beforeAll(async () => {
    answer = await togo('plan', 'rehearse', '9.1.0', '--json', '--report', join(folder, 'report.html'));
    rehearsal = JSON.parse(answer.stdout) as Rehearsal;
  }, 120_000);

  it('nothing is visible one second before any moment, everything at it', () => {
    expect(rehearsal.faults).toEqual([]);
    expect([answer.exitCode, rehearsal.ok]).toEqual([0, true]);
    expect(rehearsal.milestones.map(({ id, at, visibleBefore, visibleAfter }) => [id, at, visibleBefore, visibleAfter])).toEqual([
      ['announcement', '2021-03-15T10:00:00+09:00', false, true],
      ['pilot', '2021-03-22T10:00:00+09:00', false, true],
      ['general', '2021-04-19T10:00:00+09:00', false, true],
      ['cutover', '2021-05-24T10:00:00+09:00', false, true],
    ]);
  });

  it('the reception changes over, and an old path is told what to do', () => {
    expect(rehearsal.reception).toMatchObject({
      before: { TLSv1: expect.stringContaining('answered'), 'TLSv1.1': expect.stringContaining('answered'), 'TLSv1.2': expect.stringContaining('answered') },
      after: { TLSv1: 'refused, T-104', 'TLSv1.1': 'refused, T-104', 'TLSv1.2': expect.stringContaining('answered') },
      told: { code: 'T-104' },
    });
  });

  it('it says plainly that approvals were not rehearsed', async () => {
    expect(Object.values(rehearsal.evidence).map(({ real }) => real)).toEqual([false, false, false]);
    const report = await readFile(join(folder, 'report.html'), 'utf8');
    expect(report).toContain('approvals were not');
    expect(report).toContain('NO: rehearsal only');
    for (const { id, at } of rehearsal.milestones) expect(report).toContain(`${id}, ${at}`);
  });
});

describe('when the site is built as of a moment', () => {
  it.each([
    ['2021-03-20T12:00:00+09:00', 'announcement-2021-03-15.html', 'まだ公開していません'],
    ['2021-04-19T10:00:00+09:00', '9.1.0', '統合インストーラをダウンロード'],
  ])('%s: it has the pages and files of that moment', async (at, file, words) => {
    const out = join(folder, `site-${at.slice(0, 10)}`);
    const { exitCode, stdout } = await togo('site', 'build', '--at', at, '--out', out, '--json');
    expect([exitCode, JSON.parse(stdout)]).toEqual([0, expect.objectContaining({ formatVersion: 1, at, out })]);
    expect(await readdir(out)).toEqual(expect.arrayContaining(['index.html', 'style.css', file]));
    expect(await readFile(join(out, 'download.html'), 'utf8')).toContain(words);
  }, 120_000);

  it('a moment without an offset is refused, and nothing is written', async () => {
    const out = join(folder, 'never');
    const { exitCode, stderr } = await togo('site', 'build', '--at', '2021-04-19', '--out', out);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('expected a moment with an offset')]);
    await expect(readdir(out)).rejects.toThrow('ENOENT');
  });
});
