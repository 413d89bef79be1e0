import { CodedError } from '@togo/foundation';
import { CommanderError } from 'commander';
import { haveOwnMounts } from './pc/small-disk.ts';
import { createProgram } from './program.ts';

/** 0 all passed, 1 something failed, 2 usage, 70 our bug: the table of the CLI. */
try {
  // Real runtimes do not fit on a small disk, and no scenario fills the disk with them.
  if (!process.argv.some((arg) => arg.startsWith('--dist'))) haveOwnMounts();
  await createProgram().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else if (error instanceof CodedError) {
    process.stderr.write(`togo matrix: ${error.message} (${String(error.code)})\n${error.hint === undefined ? '' : `${error.hint}\n`}`);
    process.exitCode = error.code === 'USAGE' ? 2 : 1;
  } else {
    const shown = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`togo matrix: this is our bug, please report it with this text:\n${shown}\n`);
    process.exitCode = 70;
  }
}
