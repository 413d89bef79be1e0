import { CodedError, InternalError, hasCode } from '@togo/foundation';
import { CommanderError } from 'commander';
import { exitCodeFor, exitCodes } from './exit-codes.ts';
import { createProgram } from './program.ts';

/** What only a path, its rights or its disk can be the cause of. A file that is missing may be our own: that is told as a bug. */
const fileTroubles = ['EACCES', 'EDQUOT', 'EEXIST', 'EISDIR', 'ELOOP', 'ENAMETOOLONG', 'ENOSPC', 'ENOTDIR', 'EROFS'];

try {
  const program = await createProgram(process.argv[2]);
  await program.parseAsync();
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
  if (error instanceof Error && hasCode(error, ...fileTroubles)) {
    process.stderr.write(`togo: ${error.message}\n      Look at the paths that you gave, and at the rights and the space there.\n`);
    return exitCodes.environment;
  }
  const shown = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const what = error instanceof InternalError ? 'a state that should not exist' : 'something unexpected';
  process.stderr.write(`togo: ${what}; this is our bug, please report it with this text:\n${shown}\n`);
  return exitCodes.internal;
}
