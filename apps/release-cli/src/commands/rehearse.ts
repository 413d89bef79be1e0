import { join, resolve } from 'node:path';
import { writeAtomic } from '@togo/foundation/files';
import { Command } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import { developmentPublisherKeysDir } from '../development-keys.ts';
import { developmentKeyring } from '../publish/keyring.ts';
import { sitePrograms } from '../publish/site-programs.ts';
import { realActs } from '../rehearse/acts.ts';
import { gatherEvidence } from '../rehearse/evidence.ts';
import { openLoopback } from '../rehearse/loopback.ts';
import { playCutover } from '../rehearse/play-cutover.ts';
import { rehearse } from '../rehearse/rehearse.ts';
import { rehearsalReport, rehearsalText } from '../rehearse/report.ts';
import { releasesFolder } from '../release-files.ts';
import { verifyRelease } from '../verify/verify-release.ts';
import { workspaceRoot } from '../workspace.ts';
import { openLine } from './publisher-options.ts';

interface RehearseOptions {
  readonly dist: string;
  readonly report?: string;
  readonly json?: boolean;
}

/** `togo plan rehearse` */
export function rehearseCommand(): Command {
  return new Command('rehearse')
    .description('plays the whole schedule against a fresh origin on this machine, with development keys and a simulated clock: what a stranger sees one second before each moment and at it')
    .argument('<version>', 'a folder of releases/, for example 9.1.0')
    .option('--dist <folder>', 'the folder that has <version> of each cut; what is not cut is rehearsed with stand-ins', join(workspaceRoot, 'dist'))
    .option('--report <file>', 'also write the page that QA signs')
    .option('--json', 'print one JSON document')
    .action(async (version: string, options: RehearseOptions) => {
      const line = openLine('rehearse');
      const keyring = await developmentKeyring(developmentPublisherKeysDir());
      const loopback = await openLoopback({ dist: resolve(options.dist), releases: releasesFolder, versions: [version], keyring, site: sitePrograms, progress: line.update });
      try {
        line.update({ what: 'evidence for the approvals' });
        const evidence = await gatherEvidence(loopback, resolve(options.dist), version, verifyRelease);
        const rehearsal = await rehearse(loopback, { version, evidence, acts: realActs, playCutover });
        line.end(`rehearse: ${rehearsal.milestones.length} milestones played`);
        process.stdout.write(options.json === true ? `${JSON.stringify(rehearsal, null, 2)}\n` : rehearsalText(rehearsal));
        if (!rehearsal.ok) process.exitCode = exitCodes.checkFailed;
        if (options.report !== undefined) await writeAtomic(resolve(options.report), rehearsalReport(rehearsal));
      } finally {
        await loopback.close();
      }
    });
}
