import { createPc, windowsPath, type Pc } from '@togo/wine-lab';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildChecker, writeCases, type BuiltChecker, type CheckerReport, type ExpectedAnswer, type InjectedCases } from './checker.ts';

interface CaseAnswer {
  readonly id: string;
  readonly verdict: string;
  readonly os: string;
  readonly ie: string;
  readonly findings: CheckerReport['findings'];
  readonly fix: string | null;
}

let checker: BuiltChecker;
let pc: Pc;
let cases: Awaited<ReturnType<typeof writeCases>>;

beforeAll(async () => {
  [checker, pc] = await Promise.all([buildChecker(), createPc({ persona: 'win10' })]);
  cases = await writeCases(checker.folder);
});
afterAll(async () => {
  await pc.dispose();
  await checker[Symbol.asyncDispose]();
});

async function answersOfExe({ file }: InjectedCases): Promise<readonly CaseAnswer[]> {
  await pc.run(checker.exe, ['/S', `/FACTS=${windowsPath(file)}`, '/REPORT=C:\\cases.json']);
  return JSON.parse((await pc.read('C:\\cases.json')).toString('utf8')) as CaseAnswer[];
}

/** In the words of the expectation, which leaves out what its case is not about. */
function inWordsOf(expected: readonly ExpectedAnswer[], answers: readonly CaseAnswer[]): unknown[] {
  return answers.map(({ id, verdict, findings, fix, os, ie }, position) => ({
    id,
    verdict,
    findings: findings.map((one) => `${one.row} ${one.code} ${one.verdict}`),
    fix,
    ...(expected[position]?.os === undefined ? {} : { os }),
    ...(expected[position]?.ie === undefined ? {} : { ie }),
  }));
}

describe('when the exe judges the cases that TypeScript is held to', () => {
  it('covers the 62 rows of the reference and the 29 bit vectors', () => {
    const ids = cases.shared.expected.map(({ id }) => id);
    const rows = new Set(ids.flatMap((id) => /^row-(\d+)/.exec(id)?.[1] ?? []).map(Number));
    expect(Array.from({ length: 62 }, (_, position) => position + 1).filter((row) => !rows.has(row))).toEqual([]);
    expect(ids.filter((id) => id.startsWith('vector-'))).toHaveLength(29);
  });

  it('gives the same verdict, findings and fix for each, and says it in Japanese', async () => {
    const { expected } = cases.shared;
    const answers = await answersOfExe(cases.shared);
    expect(inWordsOf(expected, answers)).toEqual(expected);
    const findings = answers.flatMap((answer) => answer.findings);
    expect(findings.filter(({ message, support }) => !/[\u3040-\u30ff\u4e00-\u9fff]/.test(message) || !/^S-2\d\d$/.test(support))).toEqual([]);
  });
});

describe('when the exe judges any PC at all', () => {
  it('agrees with TypeScript in 200 random states', async () => {
    const { expected } = cases.random;
    expect(expected).toHaveLength(200);
    expect(new Set(expected.map(({ verdict }) => verdict)).size).toBeGreaterThanOrEqual(8);
    expect(inWordsOf(expected, await answersOfExe(cases.random))).toEqual(expected);
  });
});
