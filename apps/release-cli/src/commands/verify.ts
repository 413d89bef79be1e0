import { resolve } from 'node:path';
import { CodedError, systemClock } from '@togo/foundation';
import { Command } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import { progressLine } from '../progress-line.ts';
import { verificationText } from '../verify/report.ts';
import { verifyRelease } from '../verify/verify-release.ts';
import { verifyTuf, type TufAnswer } from '../verify/verify-tuf.ts';

interface VerifyCommandOptions {
  readonly json?: boolean;
  readonly rebuild?: boolean;
  readonly signing?: string;
  readonly tuf?: string;
  readonly root?: string;
  readonly target?: string;
}

export function verifyCommand(): Command {
  return new Command('verify')
    .description('checks a release without trusting who built it')
    .argument('[path]', 'dist/<version>, or one exe of it')
    .option('--rebuild', 'also cut it again from the sources of this checkout and compare the bytes (minutes)')
    .option('--signing <folder>', 'the folder of the production signer, without its key, for a release that is signed for facilities')
    .option('--tuf <url>', 'instead of a release: a target of any TUF repository (https, http or file)')
    .option('--root <file>', 'with --tuf: the root.json that you believe')
    .option('--target <name>', 'with --tuf: the target')
    .option('--json', 'print one JSON document')
    .action(async (path: string | undefined, options: VerifyCommandOptions) => {
      const result = options.tuf === undefined ? await askRelease(path, options) : await askTuf(path, options.tuf, options);
      process.stdout.write(options.json === true ? `${JSON.stringify({ formatVersion: 1, ...result }, null, 2)}\n` : verificationText(result));
      if (!result.ok) process.exitCode = exitCodes.checkFailed;
    });
}

async function askRelease(path: string | undefined, { rebuild, signing, root, target }: VerifyCommandOptions): ReturnType<typeof verifyRelease> {
  if (path === undefined || root !== undefined || target !== undefined) throw usage('expected a folder or an exe, or --tuf with --root and --target');
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const line = progressLine('verify', process.stderr, () => performance.now());
  try {
    return await verifyRelease(resolve(path), { rebuild: rebuild === true, ...(signing === undefined ? {} : { signing: resolve(signing) }), progress: line.update, signal: stop.signal });
  } finally {
    line.end(`verify ${path}`);
  }
}

async function askTuf(path: string | undefined, url: string, { rebuild, signing, root, target }: VerifyCommandOptions): Promise<TufAnswer> {
  if (path !== undefined || rebuild === true || signing !== undefined || root === undefined || target === undefined) {
    throw usage('--tuf goes with --root and --target, and with nothing else');
  }
  return verifyTuf({ url, rootFile: resolve(root), target, clock: systemClock });
}

function usage(message: string): CodedError {
  return new CodedError('USAGE', message, { hint: 'See togo verify --help.' });
}
