import { formatMoment } from '@togo/release';
import { Command } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import { refusal } from '../publish/errors.ts';
import { tick, type TickResult } from '../publish/tick.ts';
import { openLine, openPublisher, print, visitOptionsOf, withPublisherOptions, withVisitOptions, type PublisherOptions, type VisitOptions } from './publisher-options.ts';

export function tickCommand(): Command {
  const command = new Command('tick').description('one look at the clock, for cron or a systemd timer: publishes what is approved and due, keeps the metadata fresh, repairs what was interrupted');
  return withVisitOptions(withPublisherOptions(command)).action(async (options: PublisherOptions & VisitOptions) => {
    const line = openLine('tick');
    const result = await tick(await openPublisher(options, line), visitOptionsOf(options));
    line.end(`tick: ${result.written.length} objects written`);
    for (const warning of result.warnings) process.stderr.write(`tick: ${warning}\n`);
    print(options, { formatVersion: 1, enacted: result.enacted, written: result.written, next: nextOf(result), warnings: result.warnings }, describe(result));
    refuse(result);
    if (result.written.length === 0) process.exitCode = exitCodes.notYetDue;
  });
}

function describe(result: TickResult): string {
  const next = nextOf(result);
  const enacted = result.enacted.map(({ version, publication }) => `published: ${publication} of ${version}`);
  return [...enacted, next === null ? 'nothing waits' : `next: ${next.milestone} of ${next.version} at ${next.at}${next.missing.length === 0 ? '' : ` (still missing: ${next.missing.join('; ')})`}`].join('\n');
}

function nextOf({ plan: { next } }: TickResult): { version: string; milestone: string; at: string; missing: readonly string[] } | null {
  return next === undefined ? null : { version: next.version, milestone: next.id, at: formatMoment(next.at), missing: next.missing };
}

/** All else was done; what must not happen is said loudly, each time. */
function refuse({ plan: { refused } }: TickResult): void {
  if (refused.length === 0) return;
  throw refusal('PUBLICATION_REFUSED', refused.map(({ version, id, why }) => `${id} of ${version} ${why}`).join('\n'), 'See ./togo status. A date that was missed needs a new one in plan.yaml; what was changed needs to be staged and signed again.');
}
