import { join } from 'node:path';
import { run } from '@togo/foundation/run';
import { locateToolchain } from '@togo/needs';

/** Security descriptors (SDDL): everybody may read and nobody write; nobody may do anything. */
export const readOnly = 'D:P(A;;KR;;;WD)';
export const nobody = 'D:P(D;;KA;;;WD)';

/** Builds `set-key-access.exe <key below HKEY_CURRENT_USER> <SDDL>` into a folder; its exit code is the Win32 error. */
export async function buildSetKeyAccess(folder: string): Promise<string> {
  const exe = join(folder, 'set-key-access.exe');
  const { mingw } = await locateToolchain();
  await run(mingw.gcc, ['-municode', '-o', exe, join(import.meta.dirname, 'set-key-access.c'), '-ladvapi32']);
  return exe;
}
