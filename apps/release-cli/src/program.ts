import { Command } from 'commander';
import { exitCodes } from './exit-codes.ts';

const exitCodeHelp = `
Exit codes: ${Object.entries(exitCodes).map(([name, code]) => `${code} ${name}`).join(' · ')}
Progress goes to stderr, results to stdout; --json prints one JSON document.`;

/** In the order of the help. Each is loaded when it is needed: a start pays for its own command only. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  cut: async () => (await import('./commands/cut.ts')).cutCommand(),
  verify: async () => (await import('./commands/verify.ts')).verifyCommand(),
  plan: async () => (await import('./commands/plan.ts')).planCommand(),
  keys: async () => (await import('./commands/keys.ts')).keysCommand(),
  stage: async () => (await import('./commands/stage.ts')).stageCommand(),
  'sign-off': async () => (await import('./commands/sign-off.ts')).signOffCommand(),
  tick: async () => (await import('./commands/tick.ts')).tickCommand(),
  status: async () => (await import('./commands/status.ts')).statusCommand(),
  withdraw: async () => (await import('./commands/withdraw.ts')).withdrawCommand(),
  reinstate: async () => (await import('./commands/stage.ts')).reinstateCommand(),
  site: async () => (await import('./commands/site.ts')).siteCommand(),
  serve: async () => (await import('./commands/serve.ts')).serveCommand(),
  doctor: async () => (await import('./commands/doctor.ts')).doctorCommand(),
  lab: async () => (await import('./commands/delegate.ts')).labCommand(),
  matrix: async () => (await import('./commands/delegate.ts')).matrixCommand(),
  reception: async () => (await import('./commands/delegate.ts')).receptionCommand(),
  client: async () => (await import('./commands/delegate.ts')).clientCommand(),
  test: async () => (await import('./commands/test.ts')).testCommand(),
  bench: async () => (await import('./commands/delegate.ts')).benchCommand(),
};

/** @param asked the first word of the command line. Where it is a command the program has that one, else all of them. */
export async function createProgram(asked: string | undefined): Promise<Command> {
  const program = new Command('togo')
    .description('Builds, proves and releases the integrated installer (統合インストーラ).')
    .addHelpText('after', exitCodeHelp)
    .exitOverride();
  const isKnown = asked !== undefined && Object.hasOwn(commands, asked);
  for (const [name, load] of Object.entries(commands)) {
    if (isKnown && name !== asked) continue;
    const command = await load();
    // A sub-command throws its usage errors as the program does, so that main alone decides the exit code.
    program.addCommand(command.exitOverride());
    command.commands.forEach((child) => child.exitOverride());
  }
  return program;
}
