import { probeNeeds } from '@togo/needs';
import { Command } from 'commander';
import { exitCodes } from '../exit-codes.ts';

export function doctorCommand(): Command {
  return new Command('doctor')
    .description('what is installed, what is missing, and the command that installs it')
    .option('--json', 'print one JSON document')
    .action(async (options: { json?: boolean }) => {
      const needs = await probeNeeds();
      const missing = needs.filter(({ found }) => !found);
      if (options.json === true) {
        process.stdout.write(`${JSON.stringify({ ok: missing.length === 0, needs }, null, 2)}\n`);
      } else {
        const width = Math.max(...needs.map(({ id }) => id.length));
        for (const need of needs) {
          process.stdout.write(`${need.found ? 'ok     ' : 'MISSING'} ${need.id.padEnd(width)}  for ${need.purpose.padEnd(4)}  ${need.found ? need.detail : need.remedy}\n`);
        }
        if (missing.length > 0) process.stdout.write('\n`./togo cut` and `./togo test` install what they need by themselves on Debian and Ubuntu.\n');
      }
      if (missing.length > 0) process.exitCode = exitCodes.environment;
    });
}
