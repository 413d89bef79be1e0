import { existsSync } from 'node:fs';
import { rename, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '@togo/foundation';
import { hashFile, listFiles } from '@togo/foundation/files';
import { withLock } from '@togo/foundation/lock';
import { run } from '@togo/foundation/run';
import { locateToolchain } from '@togo/needs';
import { limits } from '../limits.ts';

const legacy = join(import.meta.dirname, '../../legacy');

/**
 * The installer of Ver.8 (`legacy/ver8.nsi`), built when it is first asked for and kept by a hash of what went into it.
 *
 * @param folder where it is kept.
 * @param program starts as DENSO8.EXE.
 */
export async function ver8Installer(folder: string, program: string): Promise<string> {
  const { makensis } = await locateToolchain();
  const parts = [program, ...(await listFiles(legacy)).map((file) => join(legacy, file))];
  const id = sha256((await Promise.all(parts.map((part) => hashFile(part)))).join('\n')).slice(0, 16);
  const installer = join(folder, `ver8-${id}.exe`);
  await withLock(`${installer}.lock`, { waitMs: limits.buildMs }, async () => {
    if (existsSync(installer)) return utimes(installer, new Date(), new Date());
    const draft = `${installer}.new`;
    await run(makensis.exe, ['-V2', '-WX', `-DOUT=${draft}`, `-DPROGRAM=${program}`, join(legacy, 'ver8.nsi')], { env: { NSISDIR: makensis.nsisDir } });
    await rename(draft, installer);
  });
  return installer;
}
