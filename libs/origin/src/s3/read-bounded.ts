import { addAbortSignal, type Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

/** The whole of an answer. Its length is known and was found small enough; Node itself refuses an answer of another length. */
export async function readBounded(body: Readable, signal: AbortSignal): Promise<Uint8Array> {
  return await buffer(addAbortSignal(signal, body));
}
