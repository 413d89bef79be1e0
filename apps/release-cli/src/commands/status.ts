import { Command } from 'commander';
import { readStatus, type StatusReport } from '../publish/status.ts';
import { listVersions } from '../release-files.ts';
import { openLine, openPublisher, print, withPublisherOptions, type PublisherOptions } from './publisher-options.ts';

export function statusCommand(): Command {
  const command = new Command('status').description('where a release stands and what happens next, derived from plan, approvals and origin').argument('[version]', 'the newest one of releases/ when absent');
  return withPublisherOptions(command).action(async (given: string | undefined, options: PublisherOptions) => {
    const version = given ?? (await listVersions()).at(-1) ?? '';
    const line = openLine('status');
    const report = await readStatus(await openPublisher(options, line), version);
    line.end(`status: ${version}`);
    print(options, report, describe(report));
  });
}

function describe({ version, state, approvals, publications, next, clock }: StatusReport): string {
  const width = Math.max(...publications.map(({ milestone }) => milestone.length));
  return [
    `${version}: ${state}`,
    ...publications.map(({ milestone, at, state: verdict, why }) => `  ${milestone.padEnd(width)}  ${(at ?? '').padEnd(25)}  ${verdict.padEnd(8)}  ${why}`),
    ...(next === null ? ['nothing waits'] : [`next: ${next.milestone}${next.at === null ? '' : ` at ${next.at}`}`, ...approvals.map(({ role, valid, why }) => `  ${valid ? '✓' : '✗'} ${role}: ${why}`)]),
    ...(clock === null ? [] : [`the clock: ${clock}`]),
  ].join('\n');
}
