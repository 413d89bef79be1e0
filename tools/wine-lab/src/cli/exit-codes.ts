import { CodedError } from '@togo/foundation';
import { CommanderError } from 'commander';
import { LabError } from '../errors.ts';

/** What the lab answers to the shell: the command contract of togo. */
export const exitCodes = { ok: 0, checkFailed: 1, usage: 2, environment: 4, internal: 70 } as const;

export function exitCodeFor(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  if (error instanceof LabError && error.code === 'LAB_BAD_USAGE') return exitCodes.usage;
  if (error instanceof LabError && error.code === 'LAB_NOT_PROVISIONED') return exitCodes.environment;
  if (error instanceof CodedError) return error.code === 'NEEDS_MISSING' ? exitCodes.environment : exitCodes.checkFailed;
  return exitCodes.internal;
}

/** What a person reads on stderr. */
export function describeError(error: unknown): string {
  if (error instanceof CommanderError) return '';
  if (error instanceof CodedError) return `lab: ${error.message} (${error.code})\n${error.hint === undefined ? '' : `     ${error.hint}\n`}`;
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `lab: something unexpected; this is our bug, please report it with this text:\n${text}\n`;
}
