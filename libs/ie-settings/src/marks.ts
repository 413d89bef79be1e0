import type { Verdict } from './table/row.ts';

export type MarkName = 'ok' | 'warn' | 'fail' | 'info';

const shapes: Readonly<Record<MarkName, string>> = {
  ok: '<circle cx="16" cy="16" r="15" fill="#197A4B"/><path d="M9 16.5l5 5 9.5-10.5" fill="none" stroke="#FFF" stroke-width="3.5"/>',
  warn: '<path d="M16 2l15 28H1z" fill="#F5B700"/><path d="M16 11v10M16 24v3.5" stroke="#1A1A1A" stroke-width="3.5"/>',
  fail: '<circle cx="16" cy="16" r="15" fill="#CE0000"/><path d="M10 10l12 12M22 10L10 22" stroke="#FFF" stroke-width="3.5"/>',
  info: '<circle cx="16" cy="16" r="15" fill="#0031D8"/><path d="M16 14v10M16 8v3.5" stroke="#FFF" stroke-width="3.5"/>',
};

/** The signs beside findings, drawn rather than taken from a font. Each stands with a word, never alone. */
export const marks: Readonly<Record<MarkName, string>> = {
  ok: svg(shapes.ok),
  warn: svg(shapes.warn),
  fail: svg(shapes.fail),
  info: svg(shapes.info),
};

export function markOf(verdict: Verdict): MarkName {
  if (verdict === 'PASS') return 'ok';
  if (verdict === 'WARN' || verdict === 'PASS-PENDING') return 'warn';
  return verdict === 'UNKNOWN' || verdict === 'OUT' ? 'info' : 'fail';
}

function svg(content: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${content}</svg>`;
}
