import { win32 } from 'node:path';

/** A program and its arguments; no shell between. */
export interface BrowserCommand {
  readonly exe: string;
  readonly args: readonly string[];
}

const edge = ['Microsoft', 'Edge', 'Application', 'msedge.exe'] as const;

/**
 * Ways to show a page on Windows, best first: Edge in a window of its own, then whatever the user's browser is.
 * Absolute paths only, built from what the launcher hands on; a variable that names no absolute path is left out.
 *
 * @param exists whether a file is there.
 */
export function chooseBrowsers(url: string, env: Readonly<Record<string, string | undefined>>, exists: (path: string) => boolean): BrowserCommand[] {
  const ownWindow = folders(env, ['ProgramFiles(x86)', 'ProgramFiles'])
    .map((folder) => win32.join(folder, ...edge))
    .filter((exe) => exists(exe))
    .map((exe) => ({ exe, args: [`--app=${url}`] }));
  const usersBrowser = folders(env, ['SystemRoot']).map((folder) => ({
    exe: win32.join(folder, 'System32', 'rundll32.exe'),
    args: ['url.dll,FileProtocolHandler', url],
  }));
  return [...ownWindow.slice(0, 1), ...usersBrowser];
}

function folders(env: Readonly<Record<string, string | undefined>>, names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const folder = env[name];
    return folder !== undefined && /^[A-Za-z]:\\/.test(folder) ? [folder] : [];
  });
}
