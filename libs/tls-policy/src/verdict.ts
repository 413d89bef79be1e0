/** Why our own rules refuse a peer that OpenSSL accepted. `classify` knows each of them. */
export type PolicyFault =
  | 'PROTOCOL_OUTSIDE_RANGE'
  | 'CIPHER_NOT_OFFERED'
  | 'CHAIN_BROKEN'
  | 'SAN_REQUIRED'
  | 'SERVER_AUTH_REQUIRED'
  | 'DIGITAL_SIGNATURE_REQUIRED'
  | 'WEAK_KEY'
  | 'PIN_MISMATCH';

/** `why` is one English line for support. */
export type Verdict = { readonly ok: true } | { readonly ok: false; readonly fault: PolicyFault; readonly why: string };
