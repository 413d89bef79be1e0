import { describe, expect, it } from 'vitest';
import { parseUpgradesFrom } from '../src/upgrades-from.ts';

describe('when a release says which versions it replaces', () => {
  it('becomes comparators that an NSIS program can decide', () => {
    expect(parseUpgradesFrom(' >=8.0.0  <9.1.0 ')).toEqual([
      { operator: '>=', version: '8.0.0' },
      { operator: '<', version: '9.1.0' },
    ]);
  });

  it.each(['', '^8.0.0', '8.x', '>=8.0.0 || <7.0.0', '>=8.0', '>= 8.0.0', '>=8.0.0-beta'])('refuses %j and shows the form that is expected', (range) => {
    const refused = { code: 'RANGE_UNSUPPORTED', message: expect.stringContaining('">=8.0.0 <9.1.0"') };
    expect(() => parseUpgradesFrom(range)).toThrow(expect.objectContaining(refused));
  });
});
