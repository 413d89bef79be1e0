import { join, resolve } from 'node:path';
import { systemClock } from '@togo/foundation';
import { Command } from 'commander';
import { cutRelease } from '../pipeline/cut-release.ts';
import { timingTable } from '../pipeline/run-steps.ts';
import { workspaceRoot } from '../workspace.ts';

interface CutOptions {
  readonly unsigned?: boolean;
  readonly dist: string;
  readonly json?: boolean;
}

export function cutCommand(): Command {
  return new Command('cut')
    .description('builds the signed installer and everything beside it into dist/<version>')
    .argument('<version>', 'a folder of releases/, for example 9.1.0')
    .option('--unsigned', 'sign nothing: the bytes that a second builder must get too')
    .option('--dist <folder>', 'where <version> is put', join(workspaceRoot, 'dist'))
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nEverything is built beside dist/<version> and moved there in one step at the end:\nstop it at any time with Ctrl-C, and what was there before is still there.')
    .action(async (version: string, options: CutOptions) => {
      const stop = new AbortController();
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
      const dist = resolve(options.dist);
      const result = await cutRelease({ version, unsigned: options.unsigned === true, dist, clock: systemClock, signal: stop.signal, screen: process.stderr });
      if (options.json === true) {
        process.stdout.write(`${JSON.stringify({ version, dist: result.dist, artefacts: result.artefacts, steps: result.steps }, null, 2)}\n`);
        return;
      }
      process.stderr.write(`${timingTable(result.steps)}\n`);
      for (const { path, bytes } of result.artefacts) process.stdout.write(`${(bytes / 1e6).toFixed(2).padStart(8)} MB  ${join(result.dist, path)}\n`);
    });
}
