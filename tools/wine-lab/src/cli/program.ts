import { Command, InvalidArgumentError, Option } from 'commander';
import { personas, type Persona } from '../persona.ts';
import { runCommand } from './run-command.ts';
import { screenshotCommand } from './screenshot-command.ts';
import { shellCommand } from './shell-command.ts';

export interface CommonOptions {
  readonly persona: Persona;
  readonly json?: true;
}

/** The commands of `togo lab`. What is no option of ours goes to the exe; after `--` everything does. */
export function createProgram(): Command {
  const lab = new Command('lab').description('a clean Windows (Wine) with an exe in it').exitOverride();
  const withExe = (name: string, description: string): Command =>
    lab
      .command(name)
      .description(description)
      .argument('<exe>', 'a file of this machine, a Windows path, or a name that Windows finds')
      .argument('[args...]')
      .allowUnknownOption()
      .addOption(persona())
      .option('--json', 'print one JSON document');

  withExe('run', 'run an exe on a clean PC and report what it changed')
    .option('--kill-after <ms>', 'end it and all that it started after this time, as a power cut would', milliseconds)
    .option('--timeout <ms>', 'fail when it takes longer', milliseconds)
    .option('--wait-all', 'report when everything that it started has ended too (an uninstaller works in a copy of itself)')
    .action(runCommand);
  withExe('screenshot', 'start an exe on a clean PC and take a picture of its window')
    .requiredOption('--out <png>', 'where the picture goes')
    .option('--keys <keys>', 'keys to press first, like Return,alt+n', (keys: string) => keys.split(','))
    .option('--screen', 'the whole screen, not only the window')
    .action(screenshotCommand);
  lab.command('shell').description("a clean PC with Windows' command prompt; says at the end what changed").addOption(persona()).action(shellCommand);
  return lab;
}

function persona(): Option {
  return new Option('--persona <name>', 'which Windows').choices(personas).default('win10');
}

function milliseconds(text: string): number {
  if (!/^\d{1,7}$/.test(text)) throw new InvalidArgumentError('expected a whole number of milliseconds.');
  return Number(text);
}
