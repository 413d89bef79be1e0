import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '@togo/foundation';
import type { Facts, ProxySettings } from '@togo/ie-settings';
import { ClientError } from '../client-error.ts';
import type { Surroundings } from '../places.ts';
import { readIeProxy } from '../proxy/read-ie-proxy.ts';
import { startProgram } from '../start-program.ts';
import { windowsFolders } from '../windows-folders.ts';
import { readFacts } from './read-facts.ts';
import { regQuery } from './reg-query.ts';

/** The setting of Internet Explorer on this PC, and the tool that can correct it. */
export interface IeSetup {
  /** The name of the account whose settings are read. Personal: for the page, not for the log. */
  readonly account: () => string;
  /** @throws ClientError `S-289` off Windows, `S-295` */
  readonly readFacts: () => Promise<Facts>;
  /** Undefined off Windows, where there is no such setting. @throws ClientError `S-269` */
  readonly readProxy: () => Promise<ProxySettings | undefined>;
  /**
   * Starts IE設定チェックツール of the installed version, as the user who runs the client.
   *
   * @throws ClientError `S-289` off Windows, `S-296`
   */
  readonly openTool: (programFolder: string, version: string) => Promise<void>;
}

const noSystemRoot = 'expected an absolute path in %SystemRoot%';

export function ieSetup({ platform, env }: Pick<Surroundings, 'platform' | 'env'>, clock: Clock): IeSetup {
  const onWindows = (): void => {
    if (platform !== 'win32') throw new ClientError('S-289', `expected Windows, got ${platform}`);
  };
  return {
    account: () => userInfo().username,
    async readFacts() {
      onWindows();
      const [systemRoot] = windowsFolders(env, ['SystemRoot']);
      if (systemRoot === undefined) throw new ClientError('S-295', noSystemRoot);
      const programFolders = windowsFolders(env, ['ProgramFiles', 'ProgramFiles(x86)', 'ProgramW6432']);
      return await readFacts({ query: regQuery(systemRoot), programFolders, exists: existsSync, clock });
    },
    async readProxy() {
      if (platform !== 'win32') return undefined;
      const [systemRoot] = windowsFolders(env, ['SystemRoot']);
      if (systemRoot === undefined) throw new ClientError('S-269', noSystemRoot);
      return await readIeProxy(regQuery(systemRoot));
    },
    async openTool(programFolder, version) {
      onWindows();
      const exe = join(programFolder, `IESettingsCheck-${version}.exe`);
      if (!(await startProgram({ exe, args: [] }))) throw new ClientError('S-296', `${exe} did not start`);
    },
  };
}
