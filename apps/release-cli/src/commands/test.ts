import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '@togo/foundation/run';
import { Command } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import { workspaceRoot } from '../workspace.ts';
import { provideForTests } from './delegate.ts';
import { readResults } from './test-results.ts';

const reports = join(workspaceRoot, 'dist/test-results');

/** Projects whose tests drive Wine, browsers and whole builds: after the quick ones, one project at a time, and two files of it. */
const slowProjects = ['@togo/wine-lab', '@togo/upgrade-lab', '@togo/acceptance'];

export function testCommand(): Command {
  return new Command('test')
    .description('type check, lint and every test; the last line is "N passed, N failed"')
    .option('--only <project>', 'one project, for example release')
    .action(async (options: { only?: string }) => {
      await provideForTests();
      await rm(reports, { recursive: true, force: true });
      const only = options.only === undefined ? [] : ['--projects', `@togo/${options.only}`];
      const checks = await nx(['--targets', 'typecheck,lint', ...only]);
      const quick = await nx(['--targets', 'test', ...(only.length > 0 ? only : ['--exclude', slowProjects.join(',')])]);
      const slow = only.length > 0 || (await nx(['--targets', 'test', '--projects', slowProjects.join(',')], { projects: 1, files: 2 }));
      const { passed, failures } = await readResults(reports);
      // A type error, a lint fault or a project that broke before its first test is a failure like any other.
      const broken = [checks, quick, slow].filter((ok) => !ok).length;
      const failed = failures.length === 0 && broken > 0 ? broken : failures.length;
      if (!checks) process.stderr.write('togo: type check or lint failed, see above\n');
      process.stdout.write([...failures.map(({ test, why }) => [`failed: ${test}`, ...why.map((line) => `    ${line}`)].join('\n')), `${passed} passed, ${failed} failed`, ''].join('\n'));
      if (failed > 0) process.exitCode = exitCodes.checkFailed;
    });
}

/** @param atOnce how many projects, and how many test files of each. */
async function nx(args: readonly string[], atOnce = { projects: 2, files: 1 }): Promise<boolean> {
  const quiet = { NX_DAEMON: 'false', NX_TUI: 'false', NX_NO_CLOUD: 'true', FORCE_COLOR: process.stderr.isTTY ? '1' : '0' };
  const env = { ...quiet, VITEST_MAX_WORKERS: String(atOnce.files) };
  const { exitCode } = await run('nx', ['run-many', '--output-style', 'stream', '--parallel', String(atOnce.projects), ...args], { cwd: workspaceRoot, inherit: true, env, okExitCodes: [0, 1] });
  return exitCode === 0;
}
