import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAddress, isHost, parseAddress } from './address.ts';

describe('when an address is read', () => {
  it('reads back every address that it writes', () => {
    const address = fc.record({ host: fc.oneof(fc.domain(), fc.ipV4(), fc.ipV6()).filter(isHost), port: fc.integer({ min: 1, max: 65_535 }) });
    fc.assert(fc.property(address, (value) => void expect(parseAddress(formatAddress(value))).toEqual(value)), { numRuns: 100 });
  });

  it.each(['', 'a b', '-a', 'a-', 'a..b', '.a', 'a.', 'https://a', 'a/b', 'あ.jp', `${'a'.repeat(64)}.jp`, 'a'.repeat(254), 'user@a', '::g'])('takes "%s" for no host', (text) => {
    expect(isHost(text)).toBe(false);
  });
});
