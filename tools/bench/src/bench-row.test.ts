import { describe, expect, it } from 'vitest';
import { benchRow, formatRows } from './bench-row.ts';

describe('when two sides were measured in one run', () => {
  it('tells the ratio of ours to the peer, to three digits', () => {
    expect(benchRow({ id: 'cut-unchanged', what: 'cut again / first cut', ours: 2.5, peer: 52.6, unit: 's' }).ratio).toBe(0.048);
  });

  it('puts the figures of all rows under each other', () => {
    const rows = [
      benchRow({ id: 'a', what: 'short', ours: 1, peer: 2, unit: 's' }),
      benchRow({ id: 'b', what: 'a longer name', ours: 120, peer: 40, unit: 'MB/s' }),
    ];
    expect(formatRows(rows)).toBe('short              1.00 /     2.00 s = 0.500\na longer name    120.00 /    40.00 MB/s = 3.000\n');
  });
});
