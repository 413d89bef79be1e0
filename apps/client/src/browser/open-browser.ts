import { spawn } from 'node:child_process';
import type { BrowserCommand } from './choose-browser.ts';

/**
 * Tries one command after the other until one starts.
 *
 * @returns the program that started, or undefined. Whether it shows the page, nobody can see from here.
 */
export async function openBrowser(commands: readonly BrowserCommand[]): Promise<string | undefined> {
  for (const command of commands) {
    if (await starts(command)) return command.exe;
  }
  return undefined;
}

/** `run` of the foundation waits for its program; a browser must outlive us, so it is started detached. */
function starts({ exe, args }: BrowserCommand): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(exe, args, { detached: true, stdio: 'ignore', shell: false });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}
