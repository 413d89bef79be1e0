import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classify, connectionCodes, describeFailure, toFailure, type Failure, type Phase } from './index.ts';

const trust = { formatVersion: 1, ca: [], crl: [], pins: [] } as const;
const nothing = new Uint8Array();

function failure(facts: Partial<Failure>): Failure {
  return { phase: 'tls', message: '', ...facts };
}

/** As Node words an error of OpenSSL. */
function opensslError(code: string, number: string, reason: string): Error {
  const message = `80EB7C:error:${number}:SSL routines:ssl3_read_bytes:${reason}:../deps/openssl/openssl/ssl/record/rec_layer_s3.c:1605:SSL alert number 70\n`;
  return Object.assign(new Error(message), { code });
}

describe('when Node 20 and Node 22 word the same failure differently', () => {
  it.each([
    ['0A000102', 'unsupported protocol', 'ERR_SSL_UNSUPPORTED_PROTOCOL', 'T-104'],
    ['0A00042E', 'tlsv1 alert protocol version', 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'T-104'],
    ['0A00010B', 'wrong version number', 'ERR_SSL_WRONG_VERSION_NUMBER', 'T-105'],
    ['0A0000C6', 'packet length too long', 'ERR_SSL_PACKET_LENGTH_TOO_LONG', 'T-105'],
    ['0A000410', 'sslv3 alert handshake failure', 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'T-112'],
    ['0A000412', 'sslv3 alert bad certificate', 'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', 'T-111'],
    ['0A00045C', 'tlsv13 alert certificate required', 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'T-111'],
    ['0A00018F', 'ee key too small', 'ERR_SSL_EE_KEY_TOO_SMALL', 'T-110'],
    ['0A000126', 'unexpected eof while reading', 'ERR_SSL_UNEXPECTED_EOF_WHILE_READING', 'T-113'],
    ['0A000172', 'wrong signature type', 'ERR_SSL_WRONG_SIGNATURE_TYPE', 'T-112'],
  ])('goes by the number %s (%s)', (number, reason, code, expected) => {
    for (const nodesCode of ['EPROTO', code]) {
      const facts = toFailure('tls', opensslError(nodesCode, number, reason), nothing, trust);
      expect(classify(facts)).toBe(expected);
      expect(describeFailure(facts)).toBe(`tls ${nodesCode} ${number} ${reason}`);
    }
  });

  it('goes by the message where number and code say nothing', () => {
    expect(classify(failure({ code: 'EPROTO', message: 'tlsv1 alert protocol version' }))).toBe('T-104');
    expect(classify(failure({ code: 'UNSPECIFIED', message: 'EE certificate key too weak' }))).toBe('T-110');
    expect(classify(failure({ code: 'UNSPECIFIED', message: 'Different CRL scope' }))).toBe('T-109');
  });
});

describe('when a server answers with the alert handshake failure', () => {
  const alert = (server: Failure['server']): Failure => failure({ code: 'EPROTO', openssl: '0A000410', ...(server === undefined ? {} : { server }) });

  it('goes by what the server had said before', () => {
    expect(classify(alert(undefined))).toBe('T-112');
    expect(classify(alert({ version: 0x0303, certificateRequested: false }))).toBe('T-112');
    expect(classify(alert({ version: 0x0303, certificateRequested: true }))).toBe('T-111');
    expect(classify(alert({ version: 0x0302, certificateRequested: false }))).toBe('T-104');
    expect(classify(alert({ version: 0x0301, certificateRequested: false }))).toBe('T-104');
  });

  it('takes it for a break where the connection was made long ago', () => {
    expect(classify({ ...alert(undefined), phase: 'http' })).toBe('T-113');
  });

  it('knows an older version of TLS behind a connection that broke off after it', () => {
    const brokenOff = (version: number): Failure => failure({ phase: 'http', code: 'ECONNRESET', server: { version, certificateRequested: false } });
    expect([0x0301, 0x0302, 0x0303].map((version) => classify(brokenOff(version)))).toEqual(['T-117', 'T-117', 'T-113']);
  });
});

describe('when Node gives a code of its own', () => {
  it.each([
    ['dns', 'ENOTFOUND', 'T-101'],
    ['dns', 'EAI_AGAIN', 'T-101'],
    ['dns', 'EAI_SOMETHING_NEW', 'T-101'],
    ['tcp', 'ECONNREFUSED', 'T-102'],
    ['tcp', 'EHOSTUNREACH', 'T-102'],
    ['tcp', 'ENETUNREACH', 'T-102'],
    ['tcp', 'EACCES', 'T-102'],
    ['tcp', 'ETIMEDOUT', 'T-103'],
    ['tls', 'DEADLINE_PASSED', 'T-103'],
    ['tls', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'T-106'],
    ['tls', 'SELF_SIGNED_CERT_IN_CHAIN', 'T-106'],
    ['tls', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'T-106'],
    ['tls', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'T-106'],
    ['tls', 'ERR_TLS_CERT_ALTNAME_INVALID', 'T-107'],
    ['tls', 'CERT_HAS_EXPIRED', 'T-108'],
    ['tls', 'CERT_NOT_YET_VALID', 'T-108'],
    ['tls', 'CERT_REVOKED', 'T-109'],
    ['tls', 'CRL_HAS_EXPIRED', 'T-109'],
    ['tls', 'UNABLE_TO_GET_CRL', 'T-109'],
    ['tls', 'INVALID_PURPOSE', 'T-110'],
    ['tls', 'PIN_MISMATCH', 'T-110'],
    ['tls', 'SAN_REQUIRED', 'T-110'],
    ['tls', 'PROTOCOL_OUTSIDE_RANGE', 'T-115'],
    ['tls', 'CIPHER_NOT_OFFERED', 'T-112'],
    ['tls', 'ECONNRESET', 'T-113'],
    ['http', 'ECONNRESET', 'T-113'],
    ['http', 'BODY_INCOMPLETE', 'T-113'],
    ['http', 'HPE_INVALID_CONSTANT', 'T-114'],
    ['http', 'HTTP_UNUSABLE', 'T-114'],
    ['dns', 'ERR_SOCKET_BAD_PORT', 'T-199'],
    ['tls', undefined, 'T-199'],
  ] as const)('knows %s %s as %s', (phase, code, expected) => {
    expect(classify(failure({ phase, ...(code === undefined ? {} : { code }) }))).toBe(expected);
  });

  it('looks inside an error that stands for several addresses', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED ::1:443'), { code: 'ECONNREFUSED' });
    expect(classify(toFailure('tcp', new AggregateError([refused, refused]), nothing, trust))).toBe('T-102');
  });
});

describe('when the issuer is a stranger', () => {
  const server = { version: 0x0303, certificateRequested: false, issuerKnown: false };

  const codes = ['CERT_HAS_EXPIRED', 'UNABLE_TO_GET_CRL', 'INVALID_PURPOSE', 'ERR_TLS_CERT_ALTNAME_INVALID'];

  it.each(codes)('believes nothing else about the certificate: %s', (code) => {
    expect(classify(failure({ code, server }))).toBe('T-106');
    expect(classify(failure({ code, server: { ...server, issuerKnown: true } }))).not.toBe('T-106');
  });
});

describe('when support reads what happened', () => {
  it('finds there what the server had said, where that decided the code', () => {
    const version = { version: 0x0302, certificateRequested: false };
    expect(describeFailure(failure({ code: 'EPROTO', openssl: '0A000410', message: 'a:error:0A000410:SSL routines:f:alert:x', server: version }))).toBe(
      'tls EPROTO 0A000410 alert [server 0x0302]',
    );
    const stranger = { version: 0x0303, certificateRequested: true, issuerKnown: false };
    expect(describeFailure(failure({ code: 'UNABLE_TO_GET_CRL', message: 'no CRL', server: stranger }))).toBe(
      'tls UNABLE_TO_GET_CRL no CRL [issuer unknown, certificate requested]',
    );
  });
});

describe('when a failure is one that nobody has seen', () => {
  const phases: readonly Phase[] = ['dns', 'tcp', 'tls', 'http'];

  it('has a code all the same, and one line that is safe to show', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(fc.constantFrom(...phases), text, text, fc.uint8Array({ maxLength: 200 }), (phase, code, message, received) => {
        const facts = toFailure(phase, Object.assign(new Error(message), { code }), received, trust);
        expect(Object.keys(connectionCodes)).toContain(classify(facts));
        expect(describeFailure(facts)).toMatch(/^[^\p{Cc}]{1,300}$/u);
      }),
      { numRuns: 200 },
    );
  });

  it('is not misled by names that every object has', () => {
    expect(classify(failure({ code: 'constructor' }))).toBe('T-112');
    expect(classify(failure({ code: 'toString', phase: 'tcp' }))).toBe('T-102');
  });

  it('takes what is thrown as it is, an error or not', () => {
    expect(classify(toFailure('tcp', 'a text', nothing, trust))).toBe('T-199');
    expect(classify(toFailure('tcp', new AggregateError([]), nothing, trust))).toBe('T-199');
  });
});
