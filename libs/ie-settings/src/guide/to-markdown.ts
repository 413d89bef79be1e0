import { guideEntries } from './entries.ts';

/** The catalogue for the help desk: which code comes from which row of the table, what it weighs, and what to tell the caller. */
export function toMarkdown(): string {
  const lines = guideEntries().map(({ support, title, advice, who, rows }) => {
    const origins = [...new Set(rows.map(({ row, code }) => `${row} ${code}`))].join(', ');
    const weights = [...new Set(rows.map(({ verdict }) => verdict))].join(', ');
    return `| ${[support, weights, title, advice, who, origins].map(cell).join(' | ')} |`;
  });
  return ['# IE設定チェックツールの番号', '', '| 番号 | 判定 | 表示 | 次にすること | 対応する人 | 判定表の行 |', '|---|---|---|---|---|---|', ...lines, ''].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
