import { CodedError, InternalError } from '@togo/foundation';
import { CommanderError } from 'commander';
import { exitCodeFor, exitCodes } from './exit-codes.ts';
import { createProgram } from './program.ts';

try {
  await createProgram().parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  if (error instanceof CodedError) {
    process.stderr.write(`togo: ${error.message} (${error.code})\n`);
    if (error.hint !== undefined) process.stderr.write(`      ${error.hint}\n`);
    return exitCodeFor(String(error.code));
  }
  const shown = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const what = error instanceof InternalError ? 'a state that should not exist' : 'something unexpected';
  process.stderr.write(`togo: ${what}; this is our bug, please report it with this text:\n${shown}\n`);
  return exitCodes.internal;
}
