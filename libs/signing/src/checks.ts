import { refusal } from './errors.ts';

/** One auditor's question and its answer, in English for engineers. */
export interface Check<Id extends string = string> {
  readonly id: Id;
  readonly ok: boolean;
  readonly expected: string;
  readonly got: string;
}

/**
 * Lets only a fully proven file pass.
 *
 * @param subject what was checked, for the message: a file name.
 * @throws CodedError `CHECK_FAILED` naming each failed check with what was expected and what was found.
 */
export function demandChecks(subject: string, checks: readonly Check[]): void {
  const failed = checks.filter((check) => !check.ok);
  if (checks.length > 0 && failed.length === 0) return;
  const lines = failed.map(({ id, expected, got }) => `  ${id}: expected ${expected}; got ${got}`);
  throw refusal('CHECK_FAILED', [`${subject} failed ${failed.length} of ${checks.length} checks`, ...lines].join('\n'), {
    hint: 'Do not use this file. Get it again from its source, and compare the source if it fails again.',
  });
}
