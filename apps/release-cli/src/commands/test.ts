import { readFile, readdir, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { CodedError } from '@togo/foundation';
import { run } from '@togo/foundation/run';
import { Command } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import { workspaceRoot } from '../workspace.ts';
import { provideForTests } from './delegate.ts';

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
      const { passed, failures } = await readResults();
      // A type error, a lint fault or a project that broke before its first test is a failure like any other.
      const broken = [checks, quick, slow].filter((ok) => !ok).length;
      const failed = failures.length === 0 && broken > 0 ? broken : failures.length;
      if (!checks) process.stderr.write('togo: type check or lint failed, see above\n');
      process.stdout.write([...failures.map((failure) => `failed: ${failure}`), `${passed} passed, ${failed} failed`, ''].join('\n'));
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

interface VitestReport {
  readonly numPassedTests: number;
  readonly success: boolean;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

async function readResults(): Promise<{ passed: number; failures: readonly string[] }> {
  const files = await readdir(reports).catch(() => []);
  if (files.length === 0) throw new CodedError('NO_RESULTS', 'no test ran: no project left a report in dist/test-results');
  let passed = 0;
  const failures: string[] = [];
  for (const file of files.sort()) {
    const report = JSON.parse(await readFile(join(reports, file), 'utf8')) as VitestReport;
    passed += report.numPassedTests;
    const found = failuresOf(report);
    failures.push(...(found.length === 0 && !report.success ? [`${file}: the run ended with an error outside its tests`] : found));
  }
  return { passed, failures };
}

/** A file that could not be loaded has failed even if none of its tests ran. */
function failuresOf({ testResults }: VitestReport): string[] {
  return testResults.flatMap(({ name, status, assertionResults }) => {
    const place = relative(workspaceRoot, name);
    const tests = assertionResults.filter((test) => test.status === 'failed').map(({ fullName }) => `${place} > ${fullName}`);
    return tests.length === 0 && status === 'failed' ? [`${place} (the file itself)`] : tests;
  });
}
