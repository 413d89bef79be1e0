import { Command } from 'commander';
import { runProgram } from './delegate.ts';

export function benchCommand(): Command {
  return new Command('bench')
    .description('the performance table: ratios measured side by side in one run')
    .argument('[args...]')
    .allowUnknownOption()
    .helpOption(false)
    .action(async (args: string[]) => {
      await runProgram('tools/bench/src/main.ts', args);
    });
}
