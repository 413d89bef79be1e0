import { readFile, stat } from 'node:fs/promises';
import { CodedError } from '@togo/foundation';
import type * as z from 'zod';
import type { SiteCode } from './errors.ts';
import { limits } from './limits.ts';

/**
 * Reads a JSON file that another program wrote for this one.
 *
 * @throws CodedError `INPUT_INVALID` naming every fault.
 */
export async function readInput<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S>> {
  let written: unknown;
  try {
    const { size } = await stat(path);
    if (size > limits.inputMaxBytes) throw new RangeError(`expected at most ${limits.inputMaxBytes} bytes, got ${size}`);
    written = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw invalid(path, [error instanceof Error ? error.message : String(error)], error);
  }
  const { success, data, error } = schema.safeParse(written);
  if (success) return data;
  throw invalid(path, error.issues.map(({ path: at, message }) => `${at.join('.') || 'the document'}: ${message}`));
}

function invalid(path: string, faults: readonly string[], cause?: unknown): CodedError<SiteCode> {
  return new CodedError('INPUT_INVALID', `${path} cannot be used:\n${faults.map((fault) => `- ${fault}`).join('\n')}`, {
    cause,
    hint: 'Nothing was written. Correct the lines above and run the same command again.',
  });
}
