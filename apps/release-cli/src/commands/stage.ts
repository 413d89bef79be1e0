import { Command } from 'commander';
import type { PublicationId } from '@togo/release';
import { stage, stageReinstatement, type StageResult } from '../publish/stage.ts';
import { openLine, openPublisher, print, withPublisherOptions, type PublisherOptions } from './publisher-options.ts';

export function stageCommand(): Command {
  const command = new Command('stage')
    .description('brings the approved-to-be bytes to the origin under their hashes, and writes what the roles shall sign; nobody sees any of it')
    .argument('<version>', 'a folder of releases/, for example 9.1.0')
    .option('--milestone <name>', 'announcement, pilot, general, cutover or correction-<date>; the next one of the plan when absent');
  return withPublisherOptions(command).action(async (version: string, options: PublisherOptions & { milestone?: PublicationId }) => {
    const line = openLine('stage');
    const result = await stage(await openPublisher(options, line), version, options.milestone);
    line.end(`stage: ${result.content.written} files written, ${result.content.present} were there`);
    print(options, { formatVersion: 1, ...result }, describe(result));
  });
}

export function reinstateCommand(): Command {
  const command = new Command('reinstate')
    .description('prepares the statement that takes the withdrawal of a version back; both roles sign it, then tick publishes it')
    .argument('<version>', 'a version that is withdrawn');
  return withPublisherOptions(command).action(async (version: string, options: PublisherOptions) => {
    const line = openLine('reinstate');
    const result = await stageReinstatement(await openPublisher(options, line), version);
    line.end(`reinstate: ${result.content.written} files written, ${result.content.present} were there`);
    print(options, { formatVersion: 1, ...result }, describe(result));
  });
}

function describe({ version, publication, at, folder, outcome }: StageResult): string {
  const what = outcome === 'present' ? 'was staged before and is the same; its signatures stay' : 'waits for two signatures';
  return `${publication} of ${version} for ${at}: ${what}\n${folder}\nnext: ./togo sign-off ${version} --milestone ${publication} --role qa, and --role release`;
}
