import { formatFaults, formatMoment, renderTimeline, type Milestone, type When } from '@togo/release';
import { Command } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import { lintReleaseFiles, longAgo, readReleaseFiles } from '../release-files.ts';
import { clockOf, momentOf } from './moment-option.ts';
import { rehearseCommand } from './rehearse.ts';

export function planCommand(): Command {
  const plan = new Command('plan').description('the schedule of a release and its faults');
  plan
    .command('lint')
    .description('asks every rule about release.yaml, plan.yaml and notes.ja.md; all faults are shown together')
    .argument('<version>', 'a folder of releases/, for example 9.1.0')
    .option('--now <moment>', 'judge the dates from this moment, for example 2021-01-15T09:00:00+09:00', 'now')
    .option('--json', 'print one JSON document')
    .action(async (version: string, options: { now: string; json?: boolean }) => {
      const linted = await lintReleaseFiles(version, clockOf('--now', options.now));
      const faults = linted.ok ? [] : linted.faults;
      if (options.json === true) process.stdout.write(`${JSON.stringify({ ok: linted.ok, faults }, null, 2)}\n`);
      else process.stdout.write(linted.ok ? `releases/${version}: no faults\n` : `${formatFaults(faults)}${faults.length} faults\n`);
      if (!linted.ok) process.exitCode = exitCodes.checkFailed;
    });
  plan
    .command('show')
    .description('draws the timeline of a release: milestones, what they replaced, claims windows, and where now stands')
    .argument('<version>', 'a folder of releases/, for example 9.1.0')
    .option('--now <moment>', 'stand at this moment, for example 2021-03-20T09:00:00+09:00', 'now')
    .option('--json', 'print one JSON document')
    .action(async (version: string, options: { now: string; json?: boolean }) => {
      const now = momentOf('--now', options.now);
      const { release, plan: shown } = await readReleaseFiles(version, longAgo);
      if (options.json === true) {
        const milestones = Object.entries(shown.milestones).map(([id, milestone]: [string, Milestone]) => ({ id, ...writtenMilestone(milestone) }));
        process.stdout.write(`${JSON.stringify({ formatVersion: 1, version, now: formatMoment(now), milestones }, null, 2)}\n`);
        return;
      }
      const { columns = 80, isTTY } = process.stdout;
      process.stdout.write(renderTimeline({ plan: shown, title: release.title, now }, { columns, colour: isTTY && process.env['NO_COLOR'] === undefined }));
    });
  return plan.addCommand(rehearseCommand());
}

function writtenMilestone({ when, history }: Milestone): Record<string, unknown> {
  return { ...written(when), history: history.map(({ was, replaced, reason }) => ({ ...written(was), replaced: formatMoment(replaced), reason })) };
}

function written(when: When): Record<string, string> {
  return when.kind === 'fixed' ? { at: formatMoment(when.at) } : { window: when.text, from: formatMoment(when.from), until: formatMoment(when.until) };
}
