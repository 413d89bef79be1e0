import { html, type Html } from '@togo/foundation/html';
import { mark } from '../marks.ts';
import { codeMark } from './notice-block.ts';

/** One fault of a claim file, found here or by the reception system. */
export interface ShownFinding {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** What to do; the reception system does not say it. */
  readonly next: string | undefined;
}

/** The faults of a claim file, each with its place, what is wrong and what to do. */
export function findingList(findings: readonly ShownFinding[]): Html {
  return html`<ul class="findings">${findings.map(
    ({ code, severity, line, column, message, next }) => html`<li>${mark(severity === 'error' ? 'failed' : 'warn')}
<h3>${placeOf(line, column)} <span class="word">${severity === 'error' ? '直してください' : '確かめてください'}</span></h3>
<p>${message}${codeMark(code)}</p>
${next === undefined ? undefined : html`<p><strong>次にすること:</strong> ${next}</p>`}</li>`,
  )}</ul>`;
}

/** `12行目の5番目の項目` */
export function placeOf(line: number, column: number): string {
  if (line === 0) return 'ファイル全体';
  return column === 0 ? `${line}行目` : `${line}行目の${column}番目の項目`;
}
