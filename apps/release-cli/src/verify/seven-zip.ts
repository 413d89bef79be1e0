import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import sevenZip from '7zip-bin';
import { run } from '@togo/foundation/run';

const timeoutMs = 120_000;

/** The unpacker that an installer carries for Windows. */
export const windowsSevenZip = join(sevenZip.path7za, '../../../win/ia32/7za.exe');

/**
 * Unpacks archives, 7z or LZMA, into one folder.
 *
 * @throws CodedError `RUN_FAILED` when one of them is damaged.
 */
export async function unpack(archives: readonly string[], folder: string): Promise<void> {
  // Packages are installed without their scripts, so nothing has made it executable.
  await chmod(sevenZip.path7za, 0o755);
  for (const archive of archives) await run(sevenZip.path7za, ['x', '-y', '-bso0', '-bsp0', `-o${folder}`, archive], { timeoutMs });
}
