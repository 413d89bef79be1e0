import { TrustError } from '../errors.ts';

export interface GetOptions {
  /** More than this is never wanted; a getter may stop there. */
  readonly maxBytes: number;
  /** Byte to start with, 0 when absent. Where the server ignores ranges, the getter itself leaves out what comes before. */
  readonly from?: number;
  readonly signal?: AbortSignal;
}

/**
 * How bytes come from the origin: the caller brings its pinned HTTP.
 *
 * Resolves to undefined where the object does not exist (status 404, or 403 of a store that tells no one what it lacks).
 * Rejects, or ends the iteration with an error, where the body did not arrive whole.
 */
export type Getter = (url: string, options: GetOptions) => Promise<AsyncIterable<Uint8Array> | undefined>;

/**
 * Passes on the bytes of an object and stops as soon as there are too many: endless data is refused without being kept (5.3.3 to 5.7.3).
 *
 * @throws TrustError `missing`, `endless`, `unreachable`; the reason of `signal`.
 */
export async function* boundedBytes(get: Getter, url: string, options: GetOptions): AsyncGenerator<Uint8Array, void> {
  const { maxBytes, signal } = options;
  let received = 0;
  try {
    const body = await get(url, options);
    if (body === undefined)
      throw new TrustError('missing', `${url}: expected on the origin, got nothing`, { hint: 'The origin is incomplete, or its address is wrong.' });
    for await (const portion of body) {
      signal?.throwIfAborted();
      received += portion.length;
      if (received > maxBytes) throw new TrustError('endless', `${url}: expected at most ${maxBytes} bytes, got more`);
      yield portion;
    }
  } catch (cause) {
    signal?.throwIfAborted();
    if (cause instanceof TrustError) throw cause;
    throw new TrustError('unreachable', `${url}: no answer, or not all of it`, { cause, hint: 'Try again later.' });
  }
}

/**
 * A small object, whole.
 *
 * @throws TrustError `missing`, `endless`, `unreachable`.
 */
export async function readObject(get: Getter, url: string, maxBytes: number, timeoutMs: number): Promise<Buffer> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const portions: Uint8Array[] = [];
    for await (const portion of boundedBytes(get, url, { maxBytes, signal })) portions.push(portion);
    return Buffer.concat(portions);
  } catch (cause) {
    // Slow retrieval is an attack as well.
    if (signal.aborted) throw new TrustError('unreachable', `${url}: expected all of it within ${timeoutMs} ms`, { cause, hint: 'Try again later.' });
    throw cause;
  }
}
