/** Every limit of the TLS policy, with its unit. Sources: RFC 9325 §4.3 (key sizes), RFC 7469 §2.5 (a backup pin). */
export const limits = {
  rsaKeyMinBits: 2048,
  ecKeyMinBits: 256,
  /** One pin in use and one backup whose key is kept offline. */
  pinsMin: 2,
  /** A resumed session skips the certificate check, so none is kept. */
  cachedSessionsMax: 0,
  /** Certificates from the leaf to the root. */
  chainMaxCertificates: 8,
  trustMaxChars: 262_144,
  clientHelloMaxBytes: 16_384,
  /** As much of what a server sends in the clear as is kept to explain a failure. */
  serverFlightMaxBytes: 65_536,
} as const;
