import { fixedClock, systemClock } from '@togo/foundation';
import { formatFaults } from '@togo/release';
import { Command } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import { lintReleaseFiles } from '../release-files.ts';

export function planCommand(): Command {
  const plan = new Command('plan').description('the schedule of a release and its faults');
  plan
    .command('lint')
    .description('asks every rule about release.yaml, plan.yaml and notes.ja.md; all faults are shown together')
    .argument('<version>', 'a folder of releases/, for example 9.1.0')
    .option('--now <moment>', 'judge the dates from this moment, for example 2021-01-15T09:00:00+09:00', 'now')
    .option('--json', 'print one JSON document')
    .action(async (version: string, options: { now: string; json?: boolean }) => {
      const linted = await lintReleaseFiles(version, options.now === 'now' ? systemClock : fixedClock(options.now));
      const faults = linted.ok ? [] : linted.faults;
      if (options.json === true) process.stdout.write(`${JSON.stringify({ ok: linted.ok, faults }, null, 2)}\n`);
      else process.stdout.write(linted.ok ? `releases/${version}: no faults\n` : `${formatFaults(faults)}${faults.length} faults\n`);
      if (!linted.ok) process.exitCode = exitCodes.checkFailed;
    });
  return plan;
}
