import { Command } from 'commander';
import { provideForTests, runProgram } from './delegate.ts';

export function matrixCommand(): Command {
  return new Command('matrix')
    .description('every upgrade path under Wine, compared file by file with what should be there')
    .argument('[args...]')
    .allowUnknownOption()
    .helpOption(false)
    .action(async (args: string[]) => {
      if (!args.includes('--help')) await provideForTests();
      await runProgram('tools/upgrade-lab/src/main.ts', args);
    });
}
