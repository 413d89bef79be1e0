import { readFile, stat } from 'node:fs/promises';
import { CodedError } from '@togo/foundation';
import { parseDocument } from 'yaml';
import type * as z from 'zod/mini';
import { limits } from './limits.ts';

/**
 * Reads a YAML (or JSON) file that somebody wrote by hand.
 *
 * @param option whose value the path is; it stands in front of every fault.
 * @throws CodedError `USAGE` with all faults of the file.
 */
export async function readWritten<S extends z.ZodMiniType>(option: string, path: string, schema: S): Promise<z.output<S>> {
  const document = parseDocument(await readText(option, path));
  const [broken] = document.errors;
  if (broken !== undefined) throw wrong(option, path, [broken.message.split('\n')[0] ?? '']);
  const result = schema.safeParse(document.toJS({ maxAliasCount: 0 }));
  if (result.success) return result.data;
  throw wrong(option, path, result.error.issues.map((issue) => `${issue.path.join('.') || 'file'}: ${describe(issue)}`));
}

export function wrong(option: string, path: string, faults: readonly string[]): CodedError<'USAGE'> {
  const count = faults.length === 1 ? 'a fault' : `${faults.length} faults`;
  return new CodedError('USAGE', `${option}: ${path} has ${count}:\n  ${faults.join('\n  ')}`, { hint: 'See --help.' });
}

async function readText(option: string, path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > limits.registerMaxBytes) throw wrong(option, path, [`expected at most ${limits.registerMaxBytes} bytes, got ${size}`]);
    return await readFile(path, 'utf8');
  } catch (cause) {
    if (cause instanceof CodedError) throw cause;
    throw new CodedError('USAGE', `${option}: cannot read ${path} (${(cause as NodeJS.ErrnoException).code ?? 'unknown'})`, { cause, hint: 'See --help.' });
  }
}

function describe(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `unknown ${issue.keys.join(', ')}`;
  if (issue.code === 'invalid_type') return `expected ${issue.expected}`;
  if (issue.code === 'invalid_value') return `expected ${issue.values.map(String).join(' or ')}`;
  if (issue.code === 'invalid_format') return `expected the form ${issue.pattern ?? issue.format}`;
  if (issue.code === 'too_small') return `expected at least ${issue.minimum}`;
  if (issue.code === 'too_big') return `expected at most ${issue.maximum}`;
  return 'unexpected value';
}
