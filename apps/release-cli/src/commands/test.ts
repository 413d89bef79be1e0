import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '@togo/foundation/run';
import { Command } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import { workspaceRoot } from '../workspace.ts';
import { provide } from './delegate.ts';
import { readResults } from './test-results.ts';

const reports = join(workspaceRoot, 'dist/test-results');

/** Projects whose tests drive Wine, browsers and whole builds: after the quick ones, one project at a time, and two files of it. */
const slowProjects = ['@togo/wine-lab', '@togo/upgrade-lab', '@togo/acceptance'];

/** For Nx: nothing stays behind, nothing is drawn, nothing is asked of the network. */
const quiet = { NX_DAEMON: 'false', NX_TUI: 'false', NX_NO_CLOUD: 'true', FORCE_COLOR: process.stderr.isTTY ? '1' : '0' };

export function testCommand(): Command {
  return new Command('test')
    .description('type check, lint and every test; the last line is "N passed, N failed"')
    .option('--only <project>', 'one project, for example release')
    .action(async (options: { only?: string }) => {
      await provide('test');
      await rm(reports, { recursive: true, force: true });
      const project = options.only === undefined ? undefined : `@togo/${options.only}`;
      const [hasQuick, hasSlow] = project === undefined ? [true, true] : [!slowProjects.includes(project), slowProjects.includes(project)];
      // Wine takes minutes to come, once; what runs without it does not wait.
      const lab = hasSlow ? provide('lab', true) : undefined;
      lab?.catch(() => undefined);
      const checks = project === undefined ? await checkEverything() : await nx(['--targets', 'typecheck,lint', '--projects', project]);
      const quick = !hasQuick || (await nx(['--targets', 'test', ...(project === undefined ? ['--exclude', slowProjects.join(',')] : ['--projects', project])]));
      await lab;
      const slow = !hasSlow || (await nx(['--targets', 'test', '--projects', project ?? slowProjects.join(',')], { projects: 1, files: 2 }));
      const { passed, failures } = await readResults(reports);
      // A type error, a lint fault or a project that broke before its first test is a failure like any other.
      const broken = [checks, quick, slow].filter((ok) => !ok).length;
      const failed = failures.length === 0 && broken > 0 ? broken : failures.length;
      if (!checks) process.stderr.write('togo: type check or lint failed, see above\n');
      process.stdout.write([...failures.map(({ test, why }) => [`failed: ${test}`, ...why.map((line) => `    ${line}`)].join('\n')), `${passed} passed, ${failed} failed`, ''].join('\n'));
      if (failed > 0) process.exitCode = exitCodes.checkFailed;
    });
}

/** Type check and lint of all projects, each in one program: a third of the time that one for each project takes. */
async function checkEverything(): Promise<boolean> {
  const check = async (program: string, arg: string): Promise<boolean> => (await run(program, [arg], { cwd: workspaceRoot, inherit: true, env: quiet, okExitCodes: [0, 1, 2] })).exitCode === 0;
  // The walls are read from Nx's graph of the projects; where there is none yet, eslint would pass over them.
  await run('nx', ['show', 'projects'], { cwd: workspaceRoot, env: quiet });
  return (await Promise.all([check('tsc', '--build'), check('eslint', '.')])).every((ok) => ok);
}

/** @param atOnce how many projects, and how many test files of each. */
async function nx(args: readonly string[], atOnce = { projects: 2, files: 1 }): Promise<boolean> {
  const env = { ...quiet, VITEST_MAX_WORKERS: String(atOnce.files) };
  const { exitCode } = await run('nx', ['run-many', '--output-style', 'stream', '--parallel', String(atOnce.projects), ...args], { cwd: workspaceRoot, inherit: true, env, okExitCodes: [0, 1] });
  return exitCode === 0;
}
