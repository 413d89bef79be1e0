import { win32 } from 'node:path';
import type { ProgramCommand } from '../start-program.ts';
import { windowsFolders } from '../windows-folders.ts';

const edge = ['Microsoft', 'Edge', 'Application', 'msedge.exe'] as const;

/**
 * Ways to show a page on Windows, best first: Edge in a window of its own, then whatever the user's browser is.
 * Absolute paths only, built from what the launcher hands on.
 *
 * @param exists whether a file is there.
 */
export function chooseBrowsers(url: string, env: Readonly<Record<string, string | undefined>>, exists: (path: string) => boolean): ProgramCommand[] {
  const ownWindow = windowsFolders(env, ['ProgramFiles(x86)', 'ProgramFiles'])
    .map((folder) => win32.join(folder, ...edge))
    .filter((exe) => exists(exe))
    .map((exe) => ({ exe, args: [`--app=${url}`] }));
  const usersBrowser = windowsFolders(env, ['SystemRoot']).map((folder) => ({
    exe: win32.join(folder, 'System32', 'rundll32.exe'),
    args: ['url.dll,FileProtocolHandler', url],
  }));
  return [...ownWindow.slice(0, 1), ...usersBrowser];
}
