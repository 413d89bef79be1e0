import * as z from 'zod/mini';
import { TrustError } from './errors.ts';

const formatted = z.object({ formatVersion: z.unknown() });

/**
 * Reads a signed JSON document of ours. Keys that this program does not know are left out: a later publisher may add some.
 *
 * @param name for the message: the target.
 * @throws TrustError `bad-document` with every departure, one per line.
 */
export function readDocument<S extends z.ZodMiniType>(name: string, schema: S, bytes: Uint8Array): z.output<S> {
  const data = parseJson(name, bytes);
  const format = formatted.safeParse(data).data?.formatVersion;
  if (format !== 1) throw bad(`${name}: expected formatVersion 1, got ${JSON.stringify(format) ?? 'none'}`);
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  throw bad(result.error.issues.map(({ path, message }) => `${name}: ${path.join('.') || 'the whole'}: ${message}`).join('\n'), result.error);
}

function parseJson(name: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (cause) {
    throw bad(`${name}: expected JSON in UTF-8`, cause);
  }
}

function bad(message: string, cause?: unknown): TrustError {
  return new TrustError('bad-document', message, { cause, hint: 'This program may be older than what it reads; else the publisher made a mistake.' });
}
