import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { listFiles } from '@togo/foundation/files';
import { formatMoment } from '@togo/release';
import { Command } from 'commander';
import { listVersions } from '../release-files.ts';
import { publishUntil } from '../serve/publish-until.ts';
import { workspaceRoot } from '../workspace.ts';
import { openLookAround, standInWarning } from './look-around.ts';
import { momentOf } from './moment-option.ts';
import { openLine, print } from './publisher-options.ts';

interface SiteOptions {
  readonly dist: string;
  readonly out: string;
  readonly at: string;
  readonly json?: boolean;
}

export function siteCommand(): Command {
  const site = new Command('site').description('the pages that facilities see');
  site
    .command('build')
    .description('writes the pages as they are at a moment, with the files that they offer, into a folder; marked as not for facilities')
    .option('--dist <folder>', 'the folder that has <version> of each cut; what is not cut is shown with stand-ins', join(workspaceRoot, 'dist'))
    .option('--out <folder>', 'where to write', join(workspaceRoot, 'dist/site'))
    .option('--at <moment>', 'for example 2021-04-19T10:00:00+09:00', 'now')
    .option('--json', 'print one JSON document')
    .action(async ({ dist, out, at, ...options }: SiteOptions) => {
      const moment = momentOf('--at', at);
      const line = openLine('site build');
      const versions = await listVersions();
      const loopback = await openLookAround(resolve(dist), versions, line);
      const files = await publishUntil(loopback, versions, moment)
        .then(() => copySite(loopback.originFolder, resolve(out)))
        .finally(() => loopback.close());
      line.end(`site build: ${files.length} files`);
      process.stderr.write(standInWarning('site build', loopback));
      print(options, { formatVersion: 1, at: formatMoment(moment), out: resolve(out), standIns: [...loopback.standIns], files }, `${join(resolve(out), 'index.html')}\nas of ${formatMoment(moment)}`);
    });
  return site;
}

/** Everything that lies under a name of its own: pages, and the files that they lead to. */
async function copySite(origin: string, out: string): Promise<string[]> {
  const files = (await listFiles(origin)).filter((key) => !/^(?:targets|metadata|\.togo-incoming)\//.test(key));
  for (const key of files) {
    await mkdir(dirname(join(out, key)), { recursive: true });
    await copyFile(join(origin, key), join(out, key));
  }
  return files;
}
