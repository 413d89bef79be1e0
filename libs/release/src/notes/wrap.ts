import { columnsOf } from '../columns.ts';

/** Characters that no Japanese line starts with, and those that none ends with (JIS X 4051). */
const neverFirst = /^[、。,.・:;?!)\]}」』】》〉〕ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ〜…%]/u;
const neverLast = /[([{「『【《〈〔]$/u;

/**
 * Breaks text into lines of at most `columns` columns, a full-width character taking two.
 * Latin words, numbers and what punctuation binds stay whole where they fit on a line at all.
 */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const unit of unitsOf(text).flatMap((whole) => (columnsOf(whole) <= columns ? [whole] : [...whole]))) {
    if (columnsOf(line + unit.trimEnd()) <= columns) {
      line += unit;
      continue;
    }
    lines.push(line.trimEnd());
    line = unit.trimStart();
  }
  lines.push(line.trimEnd());
  return lines;
}

/** The pieces between which a line may break. */
function unitsOf(text: string): string[] {
  const units: string[] = [];
  for (const piece of text.match(/[A-Za-z0-9][A-Za-z0-9.,:/+-]*|\s+|[^]/gu) ?? []) {
    const last = units.at(-1);
    if (last !== undefined && (neverFirst.test(piece) || neverLast.test(last))) units[units.length - 1] = last + piece;
    else units.push(piece);
  }
  return units;
}
