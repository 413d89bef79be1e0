import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '@togo/foundation';
import { workspaceRoot } from '@togo/workspace';
import { personas } from '@togo/wine-lab';
import { Command, InvalidArgumentError } from 'commander';
import { UpgradeLabError } from './errors.ts';
import { limits } from './limits.ts';
import { runMutations, type Verdict } from './mutations/run-mutations.ts';
import { reporter } from './progress-lines.ts';
import { ReleaseBook, sweepBuilt } from './releases/release-book.ts';
import { junit } from './report/junit.ts';
import { matrixJson } from './report/matrix-json.ts';
import { reportHtml } from './report/report-html.ts';
import { runMatrix } from './run/run-matrix.ts';
import { loadLabData, type LabData } from './scenarios/load.ts';
import { needsStandIns } from './scenarios/scenario-file.ts';
import { runWalks, type WalksResult } from './walks/run-walks.ts';
import { storyOf } from './walks/story.ts';

/** The newest release without a defect: the one whose sizes are told. */
const newest = '9.1.0';
const output = join(workspaceRoot, 'dist/matrix');

interface Options {
  readonly only?: readonly string[];
  readonly core?: true;
  readonly dist?: string;
  readonly json?: true;
  readonly mutations?: true;
  readonly walks?: true | number;
  readonly seed: number;
}

export function createProgram(): Command {
  return new Command('togo matrix')
    .description('every upgrade path under Wine, compared file by file with what should be there')
    .option('--only <id...>', 'these scenarios (with --mutations: these defects)')
    .option('--core', 'the core set, which runs with every build')
    .option('--dist <folder>', 'judge the releases that were cut there, with their real runtime, where a scenario allows it')
    .option('--mutations', 'seed each known defect into the installer and see that the matrix notices')
    .option('--walks [number]', `random walks instead of scenarios, ${limits.walks} unless a number is given`, wholeNumber)
    .option('--seed <number>', 'with --walks: the same number walks the same ways again', wholeNumber, 1)
    .option('--json', 'print one JSON document')
    .exitOverride()
    .action(async (options: Options) => {
      const data = await loadLabData();
      await sweepBuilt(systemClock.now());
      await mkdir(output, { recursive: true });
      if (options.walks !== undefined) await walk(data, options);
      else if (options.mutations === true) await proveByMutation(data, options);
      else await playMatrix(data, options);
    });
}

/** What an earlier run found must not be taken for the result of one that was interrupted. */
async function forget(...names: readonly string[]): Promise<void> {
  for (const name of names) await rm(join(output, name), { force: true });
}

async function playMatrix(data: LabData, { only, core, dist, json }: Options): Promise<void> {
  if (dist !== undefined && !existsSync(join(dist, newest, 'release.json'))) {
    throw new UpgradeLabError('USAGE', `--dist: there is no cut of ${newest} in ${dist}`, { hint: `Make it with togo cut ${newest} --dist ${dist}` });
  }
  const scenarios = chosen(data.scenarios, only).filter((scenario) => (core !== true || scenario.core) && (dist === undefined || !needsStandIns(scenario)));
  await forget('matrix.json', 'junit.xml', 'report.html');
  const lines = reporter(scenarios.reduce((sum, scenario) => sum + scenario.personas.length, 0));
  const releases = new ReleaseBook({ standIns: data.releases, progress: lines.progress, ...(dist === undefined ? {} : { dist }) });
  const cells = await runMatrix({ data, scenarios, releases, progress: lines.progress, onCell: lines.cell });
  const matrix = await matrixJson(cells, releases, newest);
  await writeFile(join(output, 'matrix.json'), `${JSON.stringify(matrix, null, 2)}\n`);
  await writeFile(join(output, 'junit.xml'), junit(cells));
  await writeFile(join(output, 'report.html'), reportHtml(matrix, cells, 'Upgrade matrix', systemClock.now()));
  const { passed, failed, killPoints } = matrix;
  const summary = `${passed} passed, ${failed} failed; ${killPoints.killed} kills at ${killPoints.enumerated} steps\n${join(output, 'report.html')}\n`;
  process.stdout.write(json === true ? `${JSON.stringify(matrix, null, 2)}\n` : summary);
  if (failed > 0) process.exitCode = 1;
}

async function proveByMutation(data: LabData, { only, json }: Options): Promise<void> {
  const mutations = chosen(data.mutations, only);
  await forget('mutations.json');
  const lines = reporter(mutations.length);
  const verdicts = await runMutations({ data, mutations, progress: lines.progress, onVerdict: lines.verdict });
  const count = (result: Verdict['result']): number => verdicts.filter((verdict) => verdict.result === result).length;
  const document = { formatVersion: 1, caught: count('caught'), survived: count('survived'), notBuilt: count('not built'), mutations: verdicts };
  await writeFile(join(output, 'mutations.json'), `${JSON.stringify(document, null, 2)}\n`);
  const summary = `${document.caught} caught, ${document.survived} survived, ${document.notBuilt} could not be built\n`;
  process.stdout.write(json === true ? `${JSON.stringify(document, null, 2)}\n` : summary);
  if (document.caught < verdicts.length) process.exitCode = 1;
}

async function walk(data: LabData, { walks = true, seed, json }: Options): Promise<void> {
  await forget('walks.json');
  const total = walks === true ? limits.walks : walks;
  const results = await runWalks({ data, walks: Math.ceil(total / personas.length), seed, progress: reporter(total).progress });
  const document = { formatVersion: 1, walks: sumOf(results, 'walks'), acts: sumOf(results, 'acts'), results };
  await writeFile(join(output, 'walks.json'), `${JSON.stringify(document, null, 2)}\n`);
  const stories = results.flatMap((result) => storyOf(result) ?? []);
  const summary = [...stories, `${document.walks} walks, ${document.acts} acts; ${stories.length} found what does not hold`, ''].join('\n');
  process.stdout.write(json === true ? `${JSON.stringify(document, null, 2)}\n` : summary);
  if (stories.length > 0) process.exitCode = 1;
}

function sumOf(results: readonly WalksResult[], what: 'walks' | 'acts'): number {
  return results.reduce((sum, result) => sum + result[what], 0);
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('Expected a whole number from 1.');
  return Number(text);
}

function chosen<T extends { readonly id: string }>(all: readonly T[], only: readonly string[] | undefined): readonly T[] {
  if (only === undefined) return all;
  const unknown = only.filter((id) => !all.some((item) => item.id === id));
  if (unknown.length > 0) {
    throw new UpgradeLabError('USAGE', `nothing is called ${unknown.join(', ')}`, { hint: `There are: ${all.map(({ id }) => id).join(', ')}` });
  }
  return all.filter(({ id }) => only.includes(id));
}
