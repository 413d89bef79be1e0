import { readFile, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { CodedError } from '@togo/foundation';
import { workspaceRoot } from '../workspace.ts';

export interface Failure {
  /** The file, and the sentence of the test. */
  readonly test: string;
  /** The first lines of what it said; the whole is further up in the output. */
  readonly why: readonly string[];
}

/** Enough to see what happened where only the end of the output is kept. */
const shown = { lines: 12, characters: 1000 };

interface VitestReport {
  readonly numPassedTests: number;
  readonly success: boolean;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string; readonly failureMessages: readonly string[] }[];
  }[];
}

/**
 * Adds up the reports that the projects' test runs left in a folder.
 *
 * @throws CodedError `NO_RESULTS` where there is none.
 */
export async function readResults(reports: string): Promise<{ passed: number; failures: readonly Failure[] }> {
  const files = await readdir(reports).catch(() => []);
  if (files.length === 0) throw new CodedError('NO_RESULTS', 'no test ran: no project left a report in dist/test-results');
  let passed = 0;
  const failures: Failure[] = [];
  for (const file of files.sort()) {
    const report = JSON.parse(await readFile(join(reports, file), 'utf8')) as VitestReport;
    passed += report.numPassedTests;
    const found = failuresOf(report);
    failures.push(...(found.length === 0 && !report.success ? [{ test: `${file}: the run ended with an error outside its tests`, why: [] }] : found));
  }
  return { passed, failures };
}

/** A file that could not be loaded has failed even if none of its tests ran. */
function failuresOf({ testResults }: VitestReport): Failure[] {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const place = relative(workspaceRoot, name);
    const failed = assertionResults.filter((test) => test.status === 'failed');
    const tests = failed.map(({ fullName, failureMessages }) => ({ test: `${place} > ${fullName}`, why: failureMessages.flatMap(reason) }));
    return tests.length === 0 && status === 'failed' ? [{ test: `${place} (the file itself)`, why: reason(message) }] : tests;
  });
}

/** A message without the calls that led there, and not endless. */
function reason(message: string): string[] {
  const lines = message.split('\n');
  const calls = lines.findIndex((line) => /^ +at /.test(line));
  const said = calls === -1 ? lines : lines.slice(0, calls);
  return said
    .filter((line) => line !== '')
    .slice(0, shown.lines)
    .map((line) => line.slice(0, shown.characters));
}
