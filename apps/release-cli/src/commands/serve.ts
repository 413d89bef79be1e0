import { join, resolve } from 'node:path';
import { CodedError } from '@togo/foundation';
import { formatMoment } from '@togo/release';
import { Command } from 'commander';
import { listVersions, newestCutover } from '../release-files.ts';
import { publishUntil } from '../serve/publish-until.ts';
import { serve, type Serving } from '../serve/serve.ts';
import { workspaceRoot } from '../workspace.ts';
import { openLookAround, standInWarning } from './look-around.ts';
import { momentOf } from './moment-option.ts';
import { openLine, print } from './publisher-options.ts';

interface ServeCommandOptions {
  readonly dist: string;
  readonly at: string;
  readonly port: string;
  readonly json?: boolean;
}

export function serveCommand(): Command {
  return new Command('serve')
    .description('everything on this machine for a look: the site, the origin behind it and the reception system, over TLS; Ctrl-C ends all of it')
    .option('--dist <folder>', 'the folder that has <version> of each cut; what is not cut is shown with stand-ins', join(workspaceRoot, 'dist'))
    .option('--at <moment>', 'as it is at this moment, for example 2021-04-19T10:00:00+09:00', 'now')
    .option('--port <number>', 'of site and origin; 0 for any free port', '8444')
    .option('--json', 'print one JSON document when everything is there')
    .action(async ({ dist, at: writtenAt, port: writtenPort, ...options }: ServeCommandOptions) => {
      const [at, port, cutover, versions] = [momentOf('--at', writtenAt), portOf(writtenPort), await newestCutover(), await listVersions()];
      const line = openLine('serve');
      const asked = new Promise<void>((end) => {
        for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end());
      });
      const loopback = await openLookAround(resolve(dist), versions, line);
      try {
        await publishUntil(loopback, versions, at);
        const serving = await serve(loopback, { port, at, cutover });
        line.end(`serve: as of ${formatMoment(at)}`);
        process.stderr.write(standInWarning('serve', loopback));
        say(serving, at, cutover, options);
        await asked;
        await serving.close();
      } finally {
        await loopback.close();
      }
    });
}

function say({ site, reception }: Serving, at: Date, cutover: string, options: { readonly json?: boolean }): void {
  const { port, era, password, accounts = [] } = reception;
  const words = [
    `site        ${site}   (browsers warn: its certificate is a development one)`,
    `origin      ${site}metadata/timestamp.json`,
    `reception   https://localhost:${port}/   era ${era}, cut-over ${cutover}`,
    `  accounts, password ${password ?? ''}:`,
    ...accounts.map(({ userId, what }) => `    ${userId}  ${what}`),
    'Ctrl-C ends all of it.',
  ];
  print(options, { formatVersion: 1, at: formatMoment(at), site, reception: { port, era, cutover, password, accounts } }, words.join('\n'));
}

function portOf(written: string): number {
  if (/^\d{1,5}$/.test(written) && Number(written) <= 65_535) return Number(written);
  throw new CodedError('USAGE', `--port: expected a number from 0 to 65535, got ${written}`);
}
