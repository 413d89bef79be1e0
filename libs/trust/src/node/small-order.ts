const prime = 2n ** 255n - 19n;
/** The y coordinate of two of the four points of order 8; the other two have its negative. */
const order8 = 0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7n;
/** y of the points whose order divides 8: 1, 2, 4, 4, 8, 8, 8, 8. */
const smallOrder = new Set([1n, prime - 1n, 0n, order8, prime - order8]);

/**
 * Whether an Ed25519 public key is a point of small order (RFC 8032 §5.1.3 decoding, without its demand of y < p): for such a key
 * anybody can make signatures that hold. OpenSSL accepts them.
 *
 * @param key 32 bytes: y, little end first, with the sign of x in the highest bit.
 */
export function isSmallOrder(key: Uint8Array): boolean {
  const y = key.reduceRight((number, byte, index) => number * 256n + BigInt(index === 31 ? byte & 0x7f : byte), 0n);
  return smallOrder.has(y % prime);
}
