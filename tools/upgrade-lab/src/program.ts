import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '@togo/foundation';
import { workspaceRoot } from '@togo/workspace';
import { Command } from 'commander';
import { UpgradeLabError } from './errors.ts';
import { runMutations, type Verdict } from './mutations/run-mutations.ts';
import { reporter } from './progress-lines.ts';
import { ReleaseBook, sweepBuilt } from './releases/release-book.ts';
import { junit } from './report/junit.ts';
import { matrixJson } from './report/matrix-json.ts';
import { reportHtml } from './report/report-html.ts';
import { runMatrix } from './run/run-matrix.ts';
import { loadLabData, type LabData } from './scenarios/load.ts';
import { needsStandIns } from './scenarios/scenario-file.ts';

/** The newest release without a defect: the one whose sizes are told. */
const newest = '9.1.0';
const output = join(workspaceRoot, 'dist/matrix');

interface Options {
  readonly only?: readonly string[];
  readonly core?: true;
  readonly dist?: string;
  readonly json?: true;
  readonly mutations?: true;
}

export function createProgram(): Command {
  return new Command('togo matrix')
    .description('every upgrade path under Wine, compared file by file with what should be there')
    .option('--only <id...>', 'these scenarios (with --mutations: these defects)')
    .option('--core', 'the core set, which runs with every build')
    .option('--dist <folder>', 'judge the releases that were cut there, with their real runtime, where a scenario allows it')
    .option('--mutations', 'seed each known defect into the installer and see that the matrix notices')
    .option('--json', 'print one JSON document')
    .exitOverride()
    .action(async (options: Options) => {
      const data = await loadLabData();
      await sweepBuilt(systemClock.now());
      await mkdir(output, { recursive: true });
      await (options.mutations === true ? proveByMutation(data, options) : playMatrix(data, options));
    });
}

/** What an earlier run found must not be taken for the result of one that was interrupted. */
async function forget(...names: readonly string[]): Promise<void> {
  for (const name of names) await rm(join(output, name), { force: true });
}

async function playMatrix(data: LabData, { only, core, dist, json }: Options): Promise<void> {
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

function chosen<T extends { readonly id: string }>(all: readonly T[], only: readonly string[] | undefined): readonly T[] {
  if (only === undefined) return all;
  const unknown = only.filter((id) => !all.some((item) => item.id === id));
  if (unknown.length > 0) {
    throw new UpgradeLabError('USAGE', `nothing is called ${unknown.join(', ')}`, { hint: `There are: ${all.map(({ id }) => id).join(', ')}` });
  }
  return all.filter(({ id }) => only.includes(id));
}
