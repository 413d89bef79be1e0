import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { evaluate, formatDword, planFix, toFactsFile, type Facts } from '@togo/ie-settings';
import { anyPc, sharedCases } from '@togo/ie-settings/fixture';

/**
 * `node apps/checker/test/write-cases.ts <folder>`: cases in the form that the exe reads with `/FACTS=`, and what it must answer.
 * `shared`: those that TypeScript is held to as well. `random`: any PC, the same ones every time, with TypeScript's answer.
 */
const seed = 20_210_401;
const randomCount = 200;

interface Expected {
  readonly id: string;
  readonly verdict: string;
  readonly findings: readonly string[];
  readonly fix: string | null;
  readonly os?: string;
  readonly ie?: string;
}

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('usage: node apps/checker/test/write-cases.ts <folder>\n');
  process.exitCode = 2;
} else {
  await mkdir(folder, { recursive: true });
  await write(folder, 'shared', sharedCases, sharedCases.map(({ id, expect }) => ({ id, ...expect })));
  const random = fc.sample(anyPc, { seed, numRuns: randomCount }).map((facts, position) => ({ id: `random-${position + 1}`, facts }));
  await write(folder, 'random', random, random.map(answerOfTypeScript));
}

async function write(into: string, name: string, cases: readonly { id: string; facts: Facts }[], expected: readonly Expected[]): Promise<void> {
  await writeFile(join(into, `${name}.ini`), Buffer.from(`\uFEFF${toFactsFile(cases)}`, 'utf16le'));
  await writeFile(join(into, `${name}.json`), `${JSON.stringify(expected, null, 2)}\n`);
}

function answerOfTypeScript({ id, facts }: { id: string; facts: Facts }): Expected {
  const { verdict, findings, os, ie } = evaluate(facts);
  const target = planFix(facts)?.to;
  const fix = target === undefined ? null : target.kind === 'dword' ? formatDword(target.value) : 'delete';
  return { id, verdict, findings: findings.map((one) => `${one.row} ${one.code} ${one.verdict}`), fix, os, ie };
}
