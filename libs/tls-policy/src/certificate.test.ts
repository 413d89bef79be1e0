import { describe, expect, it } from 'vitest';
import { judgeCertificate, type CertificateFacts } from './index.ts';

const leaf: CertificateFacts = {
  subject: 'CN=reception.test',
  dnsNames: ['reception.test'],
  ipAddresses: [],
  extendedKeyUsage: ['1.3.6.1.5.5.7.3.1'],
  digitalSignature: true,
  keyType: 'rsa',
  keyBits: 2048,
  spkiSha256: 'leaf',
  signedByNext: true,
};
const authority: CertificateFacts = {
  ...leaf,
  subject: 'CN=CA',
  dnsNames: [],
  extendedKeyUsage: [],
  digitalSignature: false,
  keyType: 'ec',
  keyBits: 256,
  spkiSha256: 'authority',
};
const chain = [leaf, authority];

describe('when a verified chain is judged', () => {
  it.each([['leaf'], ['authority']])('accepts it with the pin of its %s, a backup pin beside it', (pin) => {
    expect(judgeCertificate(chain, 'reception.test', ['backup', pin])).toEqual({ ok: true });
  });

  it.each([
    ['without a certificate', [], 'reception.test', 'CHAIN_BROKEN'],
    ['without a name in the SAN', [{ ...leaf, dnsNames: [] }, authority], 'reception.test', 'SAN_REQUIRED'],
    ['with names only, for an IPv4 address', chain, '192.0.2.1', 'SAN_REQUIRED'],
    ['with names only, for an IPv6 address', chain, '::1', 'SAN_REQUIRED'],
    ['with addresses only, for a name', [{ ...leaf, dnsNames: [], ipAddresses: ['192.0.2.1'] }, authority], 'reception.test', 'SAN_REQUIRED'],
    ['without a purpose', [{ ...leaf, extendedKeyUsage: [] }, authority], 'reception.test', 'SERVER_AUTH_REQUIRED'],
    ['for clients', [{ ...leaf, extendedKeyUsage: ['1.3.6.1.5.5.7.3.2'] }, authority], 'reception.test', 'SERVER_AUTH_REQUIRED'],
    ['for any purpose', [{ ...leaf, extendedKeyUsage: ['2.5.29.37.0'] }, authority], 'reception.test', 'SERVER_AUTH_REQUIRED'],
    ['whose key may not sign', [{ ...leaf, digitalSignature: false }, authority], 'reception.test', 'DIGITAL_SIGNATURE_REQUIRED'],
    ['with an RSA key one bit short', [{ ...leaf, keyBits: 2047 }, authority], 'reception.test', 'WEAK_KEY'],
    ['with an EC key that is too small', [{ ...leaf, keyType: 'ec', keyBits: 224 }, authority], 'reception.test', 'WEAK_KEY'],
    ['with a key of another kind', [{ ...leaf, keyType: 'dsa', keyBits: 2048 }, authority], 'reception.test', 'WEAK_KEY'],
    ['with a weak authority', [leaf, { ...authority, keyBits: 0 }], 'reception.test', 'WEAK_KEY'],
    ['whose pinned authority did not sign it', [{ ...leaf, signedByNext: false }, authority], 'reception.test', 'CHAIN_BROKEN'],
    ['without a pinned key', [leaf, { ...authority, spkiSha256: 'other' }], 'reception.test', 'PIN_MISMATCH'],
  ])('refuses one %s', (_name, facts, host, fault) => {
    expect(judgeCertificate(facts, host, ['authority', 'backup'])).toMatchObject({ ok: false, fault });
  });

  it('refuses every chain where nothing is pinned', () => {
    expect(judgeCertificate(chain, 'reception.test', [])).toMatchObject({ fault: 'PIN_MISMATCH' });
  });
});
