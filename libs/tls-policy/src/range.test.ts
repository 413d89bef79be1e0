import { CodedError } from '@togo/foundation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertRangeAllowed, eraAt, isInRange, pinnedRange, rangeOfEra, tlsVersions, type TlsRange } from './index.ts';

const oldRange: TlsRange = { min: 'TLSv1', max: 'TLSv1.2' };

describe('when a release declares its TLS range', () => {
  it.each(['9.1.0', '9.1.0-rc.1', '9.1.7', '9.10.0', '10.0.0'])('lets %s have TLS 1.2 and nothing else', (version) => {
    expect(() => assertRangeAllowed(version, pinnedRange)).not.toThrow();
    for (const min of ['TLSv1', 'TLSv1.1'] as const) {
      expect(() => assertRangeAllowed(version, { min, max: 'TLSv1.2' })).toThrow(`version ${version} must speak exactly TLSv1.2`);
    }
  });

  it.each(['8.0.0', '9.0.0', '9.0.99'])('lets %s have TLS 1.0 to 1.2', (version) => {
    for (const min of tlsVersions) expect(() => assertRangeAllowed(version, { min, max: 'TLSv1.2' })).not.toThrow();
  });

  it.each([
    ['9.1', pinnedRange],
    ['v9.1.0', pinnedRange],
    ['9.0.0', { min: 'SSLv3', max: 'TLSv1.2' }],
    ['9.0.0', { min: 'TLSv1', max: 'TLSv1.3' }],
    ['9.1.0', { min: 'TLSv1.2', max: 'TLSv1.3' }],
  ])('refuses what it does not know: %s with %o', (version, range) => {
    expect(() => assertRangeAllowed(version, range as TlsRange)).toThrow(CodedError);
  });
});

describe('when a protocol was negotiated', () => {
  it.each([
    ['SSLv3', false, false],
    ['TLSv1', true, false],
    ['TLSv1.1', true, false],
    ['TLSv1.2', true, true],
    ['TLSv1.3', false, false],
    ['none', false, false],
  ])('knows whether %s is in the old range (%s) and in the pinned one (%s)', (protocol, inOld, inPinned) => {
    expect([isInRange(protocol, oldRange), isInRange(protocol, pinnedRange)]).toEqual([inOld, inPinned]);
  });
});

describe('when the cut-over has a moment', () => {
  it('begins the new era at that moment, not after it, wherever it lies', () => {
    const moment = fc.date({ noInvalidDate: true, min: new Date('2000-01-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z') });
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 1e12 }), (cutover, ms) => {
        expect(eraAt(new Date(cutover.getTime() - ms), cutover)).toBe('tls1.0-1.2');
        expect(eraAt(cutover, cutover)).toBe('tls1.2');
        expect(eraAt(new Date(cutover.getTime() + ms), cutover)).toBe('tls1.2');
      }),
    );
  });

  it('accepts in the new era exactly what the client is pinned to', () => {
    expect(rangeOfEra('tls1.2')).toEqual(pinnedRange);
    expect(rangeOfEra('tls1.0-1.2')).toEqual(oldRange);
  });
});
