/** One line of the performance table. `ratio` is ours ÷ peer. */
export interface BenchRow {
  readonly id: string;
  readonly what: string;
  readonly ours: number;
  readonly peer: number;
  readonly ratio: number;
  readonly unit: string;
}

export function benchRow(row: Omit<BenchRow, 'ratio'>): BenchRow {
  return { ...row, ratio: Number((row.ours / row.peer).toFixed(3)) };
}

export function formatRows(rows: readonly BenchRow[]): string {
  const width = Math.max(...rows.map(({ what }) => what.length));
  return rows
    .map(({ what, ours, peer, ratio, unit }) => `${what.padEnd(width)}  ${ours.toFixed(2).padStart(8)} / ${peer.toFixed(2).padStart(8)} ${unit} = ${ratio.toFixed(3)}\n`)
    .join('');
}
