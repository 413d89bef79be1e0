import { Command } from 'commander';
import { benchCommand, clientCommand, labCommand, matrixCommand, receptionCommand } from './commands/delegate.ts';
import { cutCommand } from './commands/cut.ts';
import { doctorCommand } from './commands/doctor.ts';
import { planCommand } from './commands/plan.ts';
import { testCommand } from './commands/test.ts';
import { exitCodes } from './exit-codes.ts';

const exitCodeHelp = `
Exit codes: ${Object.entries(exitCodes).map(([name, code]) => `${code} ${name}`).join(' · ')}
Progress goes to stderr, results to stdout; --json prints one JSON document.`;

export function createProgram(): Command {
  const program = new Command('togo')
    .description('Builds, proves and releases the integrated installer (統合インストーラ).')
    .addHelpText('after', exitCodeHelp)
    .exitOverride();
  for (const command of [cutCommand(), planCommand(), doctorCommand(), labCommand(), matrixCommand(), receptionCommand(), clientCommand(), testCommand(), benchCommand()]) {
    // A sub-command throws its usage errors as the program does, so that main alone decides the exit code.
    program.addCommand(command.exitOverride());
  }
  return program;
}
