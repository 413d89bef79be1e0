import { describe, expect, it } from 'vitest';
import type { Cell, Trial } from '../run/result.ts';
import { junit } from './junit.ts';
import { countStates, killTotals, type MatrixJson } from './matrix-json.ts';
import { reportHtml } from './report-html.ts';

const cell = (override: Partial<Cell> = {}): Cell => ({
  id: 'upgrade', what: '9.1.0 over 9.0.0', persona: 'win10', result: 'passed', seconds: 2.5, failure: undefined, trials: undefined, ...override,
});
const point = (number: number, override: Partial<Trial> = {}): Trial => ({
  point: { at: number, what: `journal: add ${number}` }, found: 'starts as 9.0.0', failure: undefined, ...override,
});
const broken = cell({
  id: 'repair', result: 'failed', persona: 'win81',
  failure: { sentence: '9.1.0 is complete', differences: [{ what: 'denso.exe', expected: '<hash>', found: 'not "there" & gone\0' }] },
});
const killed = cell({
  id: 'killed-upgrade', result: 'failed',
  trials: {
    by: 'kill', enumerated: 3,
    points: [point(1), point(2, { failure: { sentence: 'the client starts as 9.0.0', differences: [] } }), point(3, { found: 'starts as 9.1.0' })],
  },
});
const matrix: MatrixJson = {
  formatVersion: 1, passed: 1, failed: 2, scenarios: [], killPoints: { enumerated: 3, killed: 3 }, found: [], bytes: { installer: 1, update: null }, judged: [],
};

describe('when kills are counted', () => {
  it('adds up steps and kills, and how often which state was found', () => {
    expect(killTotals([cell(), killed])).toEqual({ enumerated: 3, killed: 3 });
    expect(countStates(killed.trials?.points ?? [])).toEqual({ 'starts as 9.0.0': 2, 'starts as 9.1.0': 1 });
  });
});

describe('when the matrix is told as JUnit', () => {
  it('has a case per cell, and what differs in the failed ones, escaped', () => {
    const xml = junit([cell(), broken, killed]);
    expect(xml).toContain('<testsuite name="matrix win81" tests="1" failures="1">');
    expect(xml).toContain('denso.exe: expected &lt;hash&gt;, found not &quot;there&quot; &amp; gone\ufffd</failure>');
    expect(xml).toContain('killed after step 2 (journal: add 2): the client starts as 9.0.0');
  });
});

describe('when the matrix is told as a page', () => {
  const html = reportHtml(matrix, [cell(), broken, killed], 'Upgrade matrix', new Date('2021-04-01T00:00:00Z'));

  it('opens what failed, and nothing else', () => {
    expect(html.match(/<details open>/g)).toHaveLength(2);
    expect(html).toContain('<td>&lt;hash&gt;</td>');
  });

  it('has a square for every kill, coloured by what was found', () => {
    const strip = /<div class="strip">(.*?)<\/div>/.exec(html)?.[1] ?? '';
    expect([...strip.matchAll(/class="k (\w+)"/g)].map(([, kind]) => kind)).toEqual(['old', 'bad', 'new']);
  });

  it('needs nothing from anywhere else', () => {
    expect(html).not.toMatch(/<script|<link|src=|url\(|https?:/);
  });
});
