import { describe, expect, it } from 'vitest';
import { bitVectors, sharedCases } from '../fixture/index.ts';
import { decisionTable, evaluate, formatDword, parseProtocols, planFix, renderProtocols, type FixPlan } from '../src/index.ts';
import { signals } from '../src/signals.ts';

describe('when the shared cases are evaluated', () => {
  it.each(sharedCases)('$id: $title', ({ facts, expect: expected }) => {
    const { verdict, findings, os, ie } = evaluate(facts);
    expect({
      verdict,
      findings: findings.map(({ row, code, verdict: weight }) => `${row} ${code} ${weight}`),
      fix: writtenFix(planFix(facts)),
      ...(expected.os === undefined ? {} : { os }),
      ...(expected.ie === undefined ? {} : { ie }),
    }).toEqual(expected);
  });

  it('covers each of the 62 rows of the reference', () => {
    const rows = new Set(sharedCases.map(({ row }) => row));
    expect(Array.from({ length: 62 }, (_, position) => position + 1).filter((row) => !rows.has(row))).toEqual([]);
  });
});

describe('when the decision table is read', () => {
  const rows = decisionTable.flatMap((question) => question.rows);

  it('has an entry for each of the 62 rows, in the table or among the signals', () => {
    const numbers = new Set([...rows.map(({ row }) => row), ...signals.flatMap(({ cases }) => cases.map(({ row }) => row ?? 0))]);
    expect(Array.from({ length: 62 }, (_, position) => position + 1).filter((row) => !numbers.has(row))).toEqual([]);
  });

  it('names no entry twice', () => {
    const names = rows.map(({ row, variant }) => `${row} ${variant ?? ''}`);
    expect(names.filter((name, position) => names.indexOf(name) !== position)).toEqual([]);
  });

  it('has a case for every entry', () => {
    const met = new Set(sharedCases.flatMap(({ facts }) => evaluate(facts).findings.map(({ row, verdict }) => `${row} ${verdict}`)));
    expect(rows.map(({ row, verdict }) => `${row} ${verdict}`).filter((name) => !met.has(name))).toEqual([]);
  });
});

describe('when a value of SecureProtocols is taken apart', () => {
  it('knows all 29 vectors', () => {
    expect(bitVectors).toHaveLength(29);
  });

  it.each(bitVectors)('lists the boxes of $value', ({ value, on, unknown }) => {
    expect(parseProtocols(value)).toEqual({ on, unknown });
    expect(renderProtocols(parseProtocols(value))).toBe([...on, ...(unknown === 0 ? [] : [formatDword(unknown)])].join(', ') || 'なし');
  });
});

function writtenFix(plan: FixPlan | null): string | null {
  if (plan === null) return null;
  return plan.to.kind === 'dword' ? formatDword(plan.to.value) : 'delete';
}
