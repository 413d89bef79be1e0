import { join, resolve } from 'node:path';
import { CodedError, systemClock } from '@togo/foundation';
import { Command } from 'commander';
import { cutRelease } from '../pipeline/cut-release.ts';
import { timingTable } from '../pipeline/run-steps.ts';
import type { ProductionSigner } from '../pipeline/signing.ts';
import { workspaceRoot } from '../workspace.ts';

interface CutOptions {
  readonly unsigned?: boolean;
  readonly signing?: string;
  readonly passphrase?: string;
  readonly dist: string;
  readonly json?: boolean;
}

export function cutCommand(): Command {
  return new Command('cut')
    .description('builds the signed installer and everything beside it into dist/<version>')
    .argument('<version>', 'a folder of releases/, for example 9.1.0')
    .option('--unsigned', 'sign nothing: the bytes that a second builder must get too')
    .option('--signing <folder>', 'sign for facilities, with the certificate and the key of this folder; without it development keys are used')
    .option('--passphrase <source>', 'with --signing: file:PATH or env:NAME, the passphrase of the key or the PIN of its token')
    .option('--dist <folder>', 'where <version> is put', join(workspaceRoot, 'dist'))
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nEverything is built beside dist/<version> and moved there in one step at the end:\nstop it at any time with Ctrl-C, and what was there before is still there.')
    .action(async (version: string, options: CutOptions) => {
      const stop = new AbortController();
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
      const dist = resolve(options.dist);
      const signer = signerOf(options);
      const result = await cutRelease({ version, unsigned: options.unsigned === true, ...(signer === undefined ? {} : { signer }), dist, clock: systemClock, signal: stop.signal, screen: process.stderr });
      if (options.json === true) {
        process.stdout.write(`${JSON.stringify({ version, dist: result.dist, artefacts: result.artefacts, steps: result.steps }, null, 2)}\n`);
        return;
      }
      process.stderr.write(`${timingTable(result.steps)}\n`);
      for (const { path, bytes } of result.artefacts) process.stdout.write(`${(bytes / 1e6).toFixed(2).padStart(8)} MB  ${join(result.dist, path)}\n`);
    });
}

function signerOf({ signing, passphrase }: CutOptions): ProductionSigner | undefined {
  if ((signing === undefined) !== (passphrase === undefined)) throw new CodedError('USAGE', '--signing and --passphrase go together', { hint: 'See togo cut --help.' });
  return signing === undefined || passphrase === undefined ? undefined : { folder: resolve(signing), passphrase: absolute(passphrase) };
}

/** NSIS runs the signer elsewhere. */
function absolute(source: string): string {
  return source.startsWith('file:') ? `file:${resolve(source.slice('file:'.length))}` : source;
}
