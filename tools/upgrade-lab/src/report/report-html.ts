import { personas, type Persona } from '@togo/wine-lab';
import type { Cell, Failure, Trial } from '../run/result.ts';
import { escapeMarkup as escape } from './escape-markup.ts';
import { failuresOf } from './failures.ts';
import { countStates, type MatrixJson } from './matrix-json.ts';
import { style } from './report-style.ts';

const personaNames: Readonly<Record<Persona, string>> = { win10: 'Windows 10', win81: 'Windows 8.1' };

/** What a kill or a full disk left behind, as a colour of its square and in words. */
const meanings = {
  old: 'the version from before starts',
  new: 'the new version starts',
  told: 'the launcher says what to do',
  none: 'nothing is there',
  bad: 'not as it must be',
} as const;

/** The matrix as one page: a row per scenario, a column per persona, a strip of squares where processes were disturbed, failures open. */
export function reportHtml(matrix: MatrixJson, cells: readonly Cell[], title: string, generated: Date): string {
  const shown = personas.filter((persona) => cells.some((cell) => cell.persona === persona)).toReversed();
  const ids = [...new Set(cells.map(({ id }) => id))].sort();
  const { passed, failed, killPoints } = matrix;
  const legend = Object.entries(meanings).map(([kind, means]) => `<span><i class="k ${kind}"></i> ${means}</span>`);
  const when = generated.toISOString().slice(0, 16).replace('T', ' ');
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}: ${passed} passed, ${failed} failed</title>
<style>${style}</style></head><body>
<header><h1>${escape(title)}</h1>
<p class="sum"><strong class="${failed === 0 ? 'passed' : 'failed'}">${passed} passed, ${failed} failed</strong>
 · ${killPoints.killed} kills at ${killPoints.enumerated} enumerated steps · ${when} UTC</p>
<p class="legend">Each square is one step of the script, after which the process ended itself, or one room on the disk, which then ran full. ${legend.join(' ')}</p></header>
<main>${table('matrix', ['Scenario', ...shown.map((persona) => personaNames[persona])], ids.map((id) => row(cells.filter((cell) => cell.id === id), shown)))}
<h2>Installers that were run</h2>
${table('judged', ['Release', 'Bytes', 'SHA-256'], matrix.judged.map(judgedRow))}</main></body></html>
`;
}

function table(kind: string, heads: readonly string[], rows: readonly string[]): string {
  const head = heads.map((text) => `<th scope="col">${text}</th>`).join('');
  return `<table class="${kind}"><thead><tr>${head}</tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table>`;
}

function judgedRow({ name, isInstrumented, bytes, sha256 }: MatrixJson['judged'][number]): string {
  const shown = `${escape(name)}${isInstrumented ? ' with instruments' : ''}`;
  return `<tr><td>${shown}</td><td class="number">${bytes.toLocaleString('en')}</td><td><code>${sha256}</code></td></tr>`;
}

function row(cells: readonly Cell[], shown: readonly Persona[]): string {
  const { id = '', what = '' } = cells[0] ?? {};
  const found = shown.map((persona) => cells.find((cell) => cell.persona === persona));
  const verdicts = found.map((cell) => `<td>${cell === undefined ? '–' : verdict(cell)}</td>`);
  const failures = cells.flatMap((cell) => failuresOf(cell).map(({ where, failure }) => details(`${personaNames[cell.persona]}: ${where}`, failure)));
  const open = failures.length === 0 ? '' : `\n<tr class="open"><td colspan="${shown.length + 1}">${failures.join('')}</td></tr>`;
  return `<tr><th scope="row"><code>${escape(id)}</code><span>${escape(what)}</span></th>${verdicts.join('')}</tr>${open}`;
}

function verdict({ result, seconds, trials }: Cell): string {
  const mark = `<span class="${result}">${result === 'passed' ? '✓' : '✗'} ${result}</span> <small>${seconds.toFixed(1)} s</small>`;
  if (trials === undefined) return mark;
  const states = Object.entries(countStates(trials.points)).map(([state, count]) => `${state}: ${count}`);
  const squares = trials.points.map((trial, index, all) => square(trial, index + 1, all[0]?.found));
  return `${mark}<div class="strip">${squares.join('')}</div><small>${trials.points.length} × ${trials.by} · ${escape(states.join(' · '))}</small>`;
}

/** @param before what the first one left: the version from before, unless there was none. */
function square(trial: Trial, number: number, before: string | undefined): string {
  const { point: { what }, found = '' } = trial;
  return `<i class="k ${kindOf(trial, before)}" title="${escape(`${number}: ${what} → ${found}`)}"></i>`;
}

function kindOf({ found, failure }: Trial, before: string | undefined): keyof typeof meanings | '' {
  if (failure !== undefined) return 'bad';
  if (found === undefined) return '';
  if (found.startsWith('starts as')) return found === before ? 'old' : 'new';
  return found.startsWith('says') ? 'told' : 'none';
}

function details(where: string, { sentence, differences }: Failure): string {
  const rows = differences.map(({ what, expected, found }) => `<tr><td>${escape(what)}</td><td>${escape(expected)}</td><td>${escape(found)}</td></tr>`);
  const what = `${escape(where)}<q>${escape(sentence)}</q> does not hold`;
  return `<details open><summary>${what}</summary>${table('diff', ['What', 'Expected', 'Found'], rows)}</details>`;
}
