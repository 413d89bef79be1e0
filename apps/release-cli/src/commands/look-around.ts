import type { ProgressLine } from '../progress-line.ts';
import { developmentPublisherKeysDir } from '../development-keys.ts';
import { developmentKeyring } from '../publish/keyring.ts';
import { sitePrograms } from '../publish/site-programs.ts';
import { openLoopback, type Loopback } from '../rehearse/loopback.ts';
import { releasesFolder } from '../release-files.ts';

/** What the commands have in common that show how things will be, on this machine and with its development keys. */
export async function openLookAround(dist: string, versions: readonly string[], line: ProgressLine): Promise<Loopback> {
  const keyring = await developmentKeyring(developmentPublisherKeysDir());
  return openLoopback({ dist, releases: releasesFolder, versions, keyring, site: sitePrograms, progress: line.update });
}

export function standInWarning(command: string, { standIns }: Loopback): string {
  return standIns.size === 0 ? '' : `${command}: ${[...standIns].join(', ')} not cut: stand-ins of some bytes in place of its programs (./togo cut ${[...standIns].at(-1) ?? ''})\n`;
}
