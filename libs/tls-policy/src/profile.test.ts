import { constants } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { agentProfile, clientProfile, judgeHandshake, pinnedRange, serverProfile, type TlsRange } from './index.ts';

const oldRange: TlsRange = { min: 'TLSv1', max: 'TLSv1.2' };

/** The golden of the pin. A change here is a decision (docs/decisions), never a side effect. */
const pin = {
  minVersion: 'TLSv1.2',
  maxVersion: 'TLSv1.2',
  ciphers:
    'ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:' +
    'ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305:@SECLEVEL=2',
  ecdhCurve: 'X25519:P-256:P-384',
  sigalgs: 'ECDSA+SHA256:ECDSA+SHA384:RSA-PSS+SHA256:RSA-PSS+SHA384:RSA+SHA256:RSA+SHA384',
};

describe('when a client asks for its profile', () => {
  it('gets the pin, with every option said aloud', () => {
    expect(clientProfile(pinnedRange)).toEqual({ ...pin, secureOptions: constants.SSL_OP_NO_RENEGOTIATION, rejectUnauthorized: true });
    expect(agentProfile).toEqual({ keepAlive: false, maxCachedSessions: 0 });
  });

  it('gets the older versions and ciphers before 9.1.0, behind the pinned ones, and the same checks', () => {
    const { minVersion, maxVersion, ciphers, ...rest } = clientProfile(oldRange);
    expect([minVersion, maxVersion]).toEqual(['TLSv1', 'TLSv1.2']);
    expect(ciphers.startsWith(pin.ciphers.replace(':@SECLEVEL=2', ':'))).toBe(true);
    expect(ciphers.endsWith(':@SECLEVEL=0')).toBe(true);
    expect(rest).toEqual({ ecdhCurve: pin.ecdhCurve, sigalgs: pin.sigalgs, secureOptions: constants.SSL_OP_NO_RENEGOTIATION, rejectUnauthorized: true });
  });
});

describe('when a server asks for its profile', () => {
  const secureOptions = constants.SSL_OP_NO_RENEGOTIATION | constants.SSL_OP_NO_TICKET;

  it('gets the pin in the new era', () => {
    expect(serverProfile('tls1.2')).toEqual({ ...pin, secureOptions, honorCipherOrder: true });
  });

  it('gets the older versions in the old era', () => {
    expect(serverProfile('tls1.0-1.2')).toMatchObject({ minVersion: 'TLSv1', maxVersion: 'TLSv1.2', secureOptions, honorCipherOrder: true });
  });
});

describe('when a handshake is judged', () => {
  it('accepts what was offered', () => {
    expect(judgeHandshake({ protocol: 'TLSv1.2', cipher: 'ECDHE-RSA-CHACHA20-POLY1305' }, pinnedRange)).toEqual({ ok: true });
    expect(judgeHandshake({ protocol: 'TLSv1', cipher: 'AES128-SHA' }, oldRange)).toEqual({ ok: true });
  });

  it.each([
    ['TLSv1.1', 'ECDHE-RSA-AES256-SHA', 'PROTOCOL_OUTSIDE_RANGE'],
    ['TLSv1.3', 'TLS_AES_256_GCM_SHA384', 'PROTOCOL_OUTSIDE_RANGE'],
    ['TLSv1.2', 'AES128-SHA', 'CIPHER_NOT_OFFERED'],
    // The security level at the end of the list is no cipher.
    ['TLSv1.2', '@SECLEVEL=2', 'CIPHER_NOT_OFFERED'],
  ])('refuses %s with %s', (protocol, cipher, fault) => {
    expect(judgeHandshake({ protocol, cipher }, pinnedRange)).toMatchObject({ ok: false, fault });
  });
});
