import { rm, stat } from 'node:fs/promises';
import { ClientError } from '../client-error.ts';
import type { Offer } from './judge-world.ts';
import type { InstallerStarter } from './start-installer.ts';
import { leaveAlone, offerFile, offerFolder } from './update-folder.ts';

/**
 * Has a downloaded file judged once more and opened, alone in its folder. One that is not what was signed is removed.
 *
 * @throws ClientError `U-631`, `U-632`, `U-633`
 */
export async function openInstaller(folder: string, offer: Offer, installer: InstallerStarter): Promise<void> {
  const exe = offerFile(folder, offer);
  const { target, sha256 } = offer.artefact;
  await stat(exe).catch((cause: unknown) => {
    throw new ClientError('U-632', `expected ${target}: ${String(cause)}`, { cause });
  });
  await leaveAlone(exe, offerFolder(folder, offer));
  if ((await installer.start(exe, sha256)) === 'opened') return;
  await rm(exe, { force: true });
  throw new ClientError('U-632', `${target}: expected SHA-256 ${sha256}, got another one`);
}
