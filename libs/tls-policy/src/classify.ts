import type { ConnectionCode } from './codes.ts';
import { tls12, type Failure } from './failure.ts';
import type { PolicyFault } from './verdict.ts';

/**
 * OpenSSL's numbers: 0A is the TLS library, the rest its reason (openssl/sslerr.h); 1000 + n is the alert n of the peer (RFC 5246 §7.2).
 * They come first, because Node's own codes changed between releases (EPROTO in Node 20, a name for each in Node 22).
 */
const byOpensslNumber: Readonly<Record<string, ConnectionCode>> = {
  '0A000102': 'T-104', // unsupported protocol: the server chose 1.0 or 1.1
  '0A00042E': 'T-104', // alert protocol version: the server has only 1.3, or only what we do not offer
  '0A00043E': 'T-104', // alert inappropriate fallback
  '0A00010B': 'T-105', // wrong version number: the answer is no TLS record
  '0A00009B': 'T-105', // https proxy request
  '0A00009C': 'T-105', // http request
  '0A0000C6': 'T-105', // packet length too long: other plain text
  '0A000418': 'T-111', // alert unknown ca
  '0A000412': 'T-111', // alert bad certificate
  '0A000413': 'T-111', // alert unsupported certificate
  '0A000414': 'T-111', // alert certificate revoked
  '0A000415': 'T-111', // alert certificate expired
  '0A000416': 'T-111', // alert certificate unknown
  '0A000419': 'T-111', // alert access denied
  '0A00045C': 'T-111', // alert certificate required
  '0A00018D': 'T-110', // ca key too small
  '0A00018E': 'T-110', // ca md too weak
  '0A00018F': 'T-110', // ee key too small
  '0A000126': 'T-113', // unexpected eof while reading
  '0A000458': 'T-107', // alert unrecognized name
};
const alertHandshakeFailure = '0A000410';
const aboutCertificate: readonly ConnectionCode[] = ['T-107', 'T-108', 'T-109', 'T-110'];

const byCode: Readonly<Record<string, ConnectionCode>> = {
  ...codes('T-101', ['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME', 'EAI_FAIL', 'ENODATA', 'ESERVFAIL', 'ETIMEOUT']),
  ...codes('T-102', ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN', 'EADDRNOTAVAIL', 'EACCES', 'EPERM']),
  ...codes('T-103', ['ETIMEDOUT', 'DEADLINE_PASSED']),
  ...codes('T-104', ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION']),
  ...codes('T-105', ['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG']),
  ...codes('T-106', [
    'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_GET_ISSUER_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_DECRYPT_CERT_SIGNATURE', 'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY', 'CERT_SIGNATURE_FAILURE',
    'CERT_CHAIN_TOO_LONG', 'INVALID_CA', 'PATH_LENGTH_EXCEEDED', 'CERT_UNTRUSTED', 'CERT_REJECTED',
  ]),
  ...codes('T-107', ['ERR_TLS_CERT_ALTNAME_INVALID', 'ERR_TLS_CERT_ALTNAME_FORMAT', 'HOSTNAME_MISMATCH']),
  ...codes('T-108', ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'ERROR_IN_CERT_NOT_BEFORE_FIELD', 'ERROR_IN_CERT_NOT_AFTER_FIELD']),
  ...codes('T-109', [
    'CERT_REVOKED', 'UNABLE_TO_GET_CRL', 'CRL_HAS_EXPIRED', 'CRL_NOT_YET_VALID', 'CRL_SIGNATURE_FAILURE',
    'UNABLE_TO_DECRYPT_CRL_SIGNATURE', 'ERROR_IN_CRL_LAST_UPDATE_FIELD', 'ERROR_IN_CRL_NEXT_UPDATE_FIELD',
  ]),
  ...codes('T-110', ['INVALID_PURPOSE']),
  ...codes('T-113', ['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'BODY_INCOMPLETE']),
  ...codes('T-114', ['HTTP_UNUSABLE']),
} satisfies Record<string, ConnectionCode>;

const byPolicyFault: Readonly<Record<PolicyFault, ConnectionCode>> = {
  PROTOCOL_OUTSIDE_RANGE: 'T-115',
  CIPHER_NOT_OFFERED: 'T-112',
  CHAIN_BROKEN: 'T-110',
  SAN_REQUIRED: 'T-110',
  SERVER_AUTH_REQUIRED: 'T-110',
  DIGITAL_SIGNATURE_REQUIRED: 'T-110',
  WEAK_KEY: 'T-110',
  PIN_MISMATCH: 'T-110',
};

/** For codes that say nothing: Node 20 gave `EPROTO` to all of OpenSSL, and `UNSPECIFIED` covers every verify error it has no name for. */
const byMessage: readonly (readonly [RegExp, ConnectionCode])[] = [
  [/unsupported protocol|alert protocol version/, 'T-104'],
  [/wrong version number/, 'T-105'],
  [/CRL/, 'T-109'],
  [/too small|too weak|key too/i, 'T-110'],
];

/** Where nothing else decides, the phase does. */
const byPhase: Readonly<Record<Failure['phase'], ConnectionCode>> = { dns: 'T-101', tcp: 'T-102', tls: 'T-112', http: 'T-114' };

/** Names a failure: OpenSSL's number first, then the code, then the message, then the phase. Total: every failure has a code. */
export function classify(failure: Failure): ConnectionCode {
  if (failure.openssl === alertHandshakeFailure && failure.phase === 'tls') return classifyHandshakeAlert(failure);
  const code =
    lookUp(byOpensslNumber, failure.openssl) ??
    lookUp(byPolicyFault, failure.code) ??
    lookUp(byCode, failure.code) ??
    byMessage.find(([pattern]) => pattern.test(failure.message))?.[1] ??
    byFamily(failure);
  // Only a release that still allows it gets so far: somebody between ends what began with an old version.
  if (code === 'T-113' && failure.phase === 'http' && failure.server !== undefined && failure.server.version < tls12) return 'T-117';
  // Nothing else that a stranger's certificate says can be believed.
  return aboutCertificate.includes(code) && failure.server?.issuerKnown === false ? 'T-106' : code;
}

/** Alert 40 has three meanings; what the server had said before it tells them apart. */
function classifyHandshakeAlert({ server }: Failure): ConnectionCode {
  if (server?.certificateRequested === true) return 'T-111';
  // A server of TLS 1.0 or 1.1 settles on its version first, then finds none of our ciphers in it.
  return server !== undefined && server.version < tls12 ? 'T-104' : 'T-112';
}

function byFamily({ phase, code, openssl }: Failure): ConnectionCode {
  if (code?.startsWith('HPE_') === true) return 'T-114';
  if (openssl !== undefined || code?.startsWith('ERR_SSL_') === true) return phase === 'tls' ? 'T-112' : phase === 'http' ? 'T-113' : 'T-199';
  // Node's own ERR_ codes speak of a call that was wrong, not of the network.
  return code === undefined || code.startsWith('ERR_') ? 'T-199' : byPhase[phase];
}

function lookUp(table: Readonly<Record<string, ConnectionCode>>, key: string | undefined): ConnectionCode | undefined {
  return key !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
}

function codes(code: ConnectionCode, names: readonly string[]): Record<string, ConnectionCode> {
  return Object.fromEntries(names.map((name) => [name, code]));
}
