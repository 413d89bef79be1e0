import { verify, type KeyObject } from 'node:crypto';

/** There are fourteen spellings of points of small order; with each the empty signature holds for one of these messages. */
const attempts = 64;
/** R is the neutral point, S is zero: an Ed25519 signature (RFC 8032 §5.1.7) that needs no private key. */
const emptySignature = Buffer.concat([Buffer.from([1]), Buffer.alloc(63)]);

/**
 * Whether an Ed25519 key is a point of small order, found out by doing what makes such keys dangerous: signing without a private key.
 * With a point of order n the empty signature holds for every n-th message or so. With a proper key it never does.
 */
export function anybodyCanSign(key: KeyObject): boolean {
  if (key.asymmetricKeyType !== 'ed25519') return false;
  return Array.from({ length: attempts }, (_, index) => Buffer.from([index])).some((message) => verify(null, message, key, emptySignature));
}
