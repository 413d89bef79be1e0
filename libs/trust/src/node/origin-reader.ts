import { createHash } from 'node:crypto';
import { TrustError } from '../errors.ts';
import { readObject, type Getter } from './getter.ts';
import { targetUrl, urlBelow, type SignedFile } from './origin-layout.ts';

/** Small objects of an origin, each whole and within its limit. */
export interface OriginReader {
  /** @throws TrustError `missing`, `endless`, `unreachable`. */
  metadata(document: string, maxBytes: number): Promise<Buffer>;
  /**
   * A target, judged (5.7.3).
   *
   * @throws TrustError the same, `length-mismatch`, `hash-mismatch`.
   */
  target(file: SignedFile, maxBytes: number): Promise<Buffer>;
}

/** @param url what `metadata/` and `targets/` lie below. */
export function originReader(url: string, get: Getter, timeoutMs: number): OriginReader {
  return {
    metadata: (document, maxBytes) => readObject(get, urlBelow(url, `metadata/${document}`), maxBytes, timeoutMs),
    async target(file, maxBytes) {
      const { target, bytes, algorithm, hash } = file;
      const content = await readObject(get, targetUrl(url, file, true), Math.min(bytes, maxBytes), timeoutMs);
      if (content.length !== bytes) throw new TrustError('length-mismatch', `${target}: expected ${bytes} bytes, got ${content.length}`);
      const got = createHash(algorithm).update(content).digest('hex');
      if (got !== hash) throw new TrustError('hash-mismatch', `${target}: expected ${algorithm} ${hash}, got ${got}`);
      return content;
    },
  };
}
