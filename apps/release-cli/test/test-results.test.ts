import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readResults } from '../src/commands/test-results.ts';
import { workspaceRoot } from '../src/workspace.ts';

let reports: string;
beforeEach(async () => {
  reports = await mkdtemp(join(tmpdir(), 'togo-reports-'));
});
afterEach(() => rm(reports, { recursive: true, force: true }));

const write = (name: string, numPassedTests: number, testResults: unknown[], success = testResults.length === 0): Promise<void> =>
  writeFile(join(reports, name), JSON.stringify({ numPassedTests, success, testResults }));
const failedFile = (name: string, assertionResults: unknown[], message = ''): unknown => ({ name: join(workspaceRoot, name), status: 'failed', message, assertionResults });

describe('when the reports of the projects are added up', () => {
  it('counts what passed, and names what failed with what it said', async () => {
    await write('libs-a.json', 3, []);
    const message = `AssertionError: expected 1 to be 2\n\nwhat the program said\n    at ${workspaceRoot}/libs/b/src/b.test.ts:1:1\n    at next`;
    const tests = [{ status: 'failed', fullName: 'when it rains it pours', failureMessages: [message] }, { status: 'passed', fullName: 'when it shines', failureMessages: [] }];
    await write('libs-b.json', 1, [failedFile('libs/b/src/b.test.ts', tests)]);
    expect(await readResults(reports)).toEqual({
      passed: 4,
      failures: [{ test: 'libs/b/src/b.test.ts > when it rains it pours', why: ['AssertionError: expected 1 to be 2', 'what the program said'] }],
    });
  });

  it('does not repeat an endless message whole', async () => {
    const message = Array.from({ length: 100 }, () => 'x'.repeat(5000)).join('\n');
    await write('libs-b.json', 0, [failedFile('libs/b/src/b.test.ts', [{ status: 'failed', fullName: 'it ends', failureMessages: [message] }])]);
    const { failures } = await readResults(reports);
    expect(failures[0]?.why.map(({ length }) => length)).toEqual(Array.from({ length: 12 }, () => 1000));
  });

  it('takes a file that could not be loaded for failed, and a run that broke outside its tests', async () => {
    await write('libs-b.json', 0, [failedFile('libs/b/src/b.test.ts', [], 'SyntaxError: no')]);
    await write('libs-c.json', 5, [], false);
    expect(await readResults(reports)).toEqual({
      passed: 5,
      failures: [
        { test: 'libs/b/src/b.test.ts (the file itself)', why: ['SyntaxError: no'] },
        { test: 'libs-c.json: the run ended with an error outside its tests', why: [] },
      ],
    });
  });

  it('does not call it green that no test ran', async () => {
    await expect(readResults(reports)).rejects.toMatchObject({ code: 'NO_RESULTS' });
    await expect(readResults(join(reports, 'missing'))).rejects.toMatchObject({ code: 'NO_RESULTS' });
  });
});
