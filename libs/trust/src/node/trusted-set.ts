import { InternalError } from '@togo/foundation';
import { TrustedMetadataStore } from 'tuf-js/dist/store.js';
import { judgeKeys } from './judge-keys.ts';
import { nameRefusal } from './name-refusal.ts';

/**
 * tuf-js's trusted set: bytes in, verdict out, wrong order refused, no I/O. It is the judge of all metadata here.
 *
 * Its constructor reads the system's clock once, as the time that every expiry is compared with (5.1). That field is private and cannot
 * be given, so it is replaced here, before the first comparison; a tuf-js that keeps it elsewhere is noticed at once.
 *
 * @param root the trusted one (5.2). It may have expired: the newest is judged (5.3.10).
 * @throws TrustError
 */
export function openTrustedSet(root: Uint8Array, now: Date): TrustedMetadataStore {
  const document = 'the trusted root';
  try {
    const set = new TrustedMetadataStore(Buffer.from(root));
    judgeKeys(document, set.root.signed.keys, set.root.signed.roles);
    if (!(Reflect.get(set, 'referenceTime') instanceof Date)) throw new InternalError('tuf-js keeps its reference time elsewhere');
    Reflect.set(set, 'referenceTime', now);
    return set;
  } catch (error) {
    if (error instanceof InternalError) throw error;
    throw nameRefusal(error, { document, bytes: root, role: undefined });
  }
}
