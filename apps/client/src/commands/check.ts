import { basename } from 'node:path';
import type { ClaimVerdict } from '@togo/claims';
import type { Clock } from '@togo/foundation';
import { ClientError } from '../client-error.ts';
import { checkFile } from '../sending/check-file.ts';
import { placeOf } from '../ui/pages/claim-findings.ts';

export interface CommandResult {
  readonly ok: boolean;
  /** For people, or one JSON document. */
  readonly text: string;
}

/**
 * Checks one claim file on the console.
 *
 * @param now undefined: the clock's.
 * @throws ClientError `K-386` when the file cannot be read.
 */
export async function runClaimCheck({ file, now, json }: { readonly file: string; readonly now: Date | undefined; readonly json: boolean }, clock: Clock): Promise<CommandResult> {
  const verdict = await checkFile(file, basename(file), now ?? clock.now()).catch((cause: unknown) => {
    throw new ClientError('K-386', String(cause), { cause });
  });
  const { ok, findings, summary } = verdict;
  return { ok, text: json ? JSON.stringify({ formatVersion: 1, ok, findings, summary }, undefined, 2) : verdictLines(basename(file), verdict).join('\n') };
}

/** A verdict for people. */
export function verdictLines(fileName: string, { ok, findings }: ClaimVerdict): string[] {
  const faults = findings.flatMap(({ code, severity, line, column, message, next }) => [
    `  ${placeOf(line, column)} [${severity === 'error' ? '直してください' : '確かめてください'}] ${message}(${code})`,
    `    次にすること: ${next}`,
  ]);
  return [`${fileName}: ${ok ? '送信できます。' : '送信できません。'}`, ...faults];
}
