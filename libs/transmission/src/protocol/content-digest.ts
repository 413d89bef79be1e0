/** @param base64 SHA-256 of the body. @returns the field's value (RFC 9530 §2). */
export function formatContentDigest(base64: string): string {
  return `sha-256=:${base64}:`;
}

/** @returns the SHA-256 in base64, or undefined when the field names none. Other algorithms may stand beside it. */
export function parseContentDigest(field: string): string | undefined {
  return /(?:^|,)\s*sha-256=:([A-Za-z0-9+/]{43}=):\s*(?:,|$)/.exec(field)?.[1];
}
