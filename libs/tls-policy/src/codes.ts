/** What happened to a connection. The facility's words for each code are in the client's catalogue; support looks codes up. */
export const connectionCodes = {
  'T-100': 'connected',
  'T-101': 'name not found',
  'T-102': 'refused or unreachable',
  'T-103': 'no answer in time',
  'T-104': 'the peer has no TLS 1.2',
  'T-105': 'the peer does not speak TLS',
  'T-106': 'issuer unknown, self-signed, or chain incomplete',
  'T-107': 'certificate for another name',
  'T-108': 'certificate expired or not yet valid',
  'T-109': 'certificate revoked, or revocation list stale or missing',
  'T-110': 'certificate unacceptable: pin, alternative name, key or purpose',
  'T-111': 'client certificate demanded or refused',
  'T-112': 'no common cipher, or handshake refused',
  'T-113': 'connection broken off',
  'T-114': 'unusable HTTP answer',
  'T-115': 'negotiated TLS version outside the range',
  'T-116': 'stopped by a proxy',
  'T-117': 'broken off after a handshake older than TLS 1.2',
  'T-199': 'anything else',
} as const;

export type ConnectionCode = keyof typeof connectionCodes;
