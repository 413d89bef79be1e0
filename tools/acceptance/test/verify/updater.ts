import { mkdir, writeFile } from 'node:fs/promises';
import { Agent, request, type ClientRequest, type RequestOptions } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { configureRequestUrl, HttpExecutor, type DownloadOptions } from 'builder-util-runtime';
import type { AppUpdater, NsisUpdater } from 'electron-updater';

/** Importing its main file would start the updater of this machine's system. */
const load = createRequire(import.meta.url);
const updaterModule = load('electron-updater/out/NsisUpdater.js') as { NsisUpdater: typeof NsisUpdater };

/** Electron's network stack, without Electron: its `download` is the one of electron-updater's own executor, over Node. */
class NodeExecutor extends HttpExecutor<ClientRequest> {
  readonly #agent = new Agent({ keepAlive: false });

  createRequest(options: RequestOptions, callback: (response: unknown) => void): ClientRequest {
    return request({ ...options, agent: this.#agent }, callback);
  }

  download(url: URL, destination: string, options: DownloadOptions): Promise<string> {
    return options.cancellationToken.createPromise((resolve, reject, onCancel) => {
      const requestOptions: RequestOptions = { headers: options.headers ?? {} };
      configureRequestUrl(url, requestOptions);
      const callback = (error?: Error | null): void => (error === null || error === undefined ? resolve(destination) : reject(error));
      this.doDownload(requestOptions, { destination, options, onCancel, callback, responseHandler: null }, 0);
    });
  }
}

export interface Updater {
  readonly updater: AppUpdater;
  /** Where it keeps the installer of the running version (`installer.exe`) and what it downloads (`pending`). */
  readonly cache: string;
}

/**
 * The real updater of Electron applications on Windows, in an application that is not there. A differential download that fails ends
 * with its error, instead of a full one.
 *
 * @param folder gets its settings and its cache.
 */
export async function makeUpdater(url: string, installedVersion: string, folder: string): Promise<Updater> {
  const cacheName = 'kaigo-denso-updater';
  const config = join(folder, 'app-update.yml');
  await mkdir(join(folder, cacheName), { recursive: true });
  await writeFile(config, `provider: generic\nurl: ${url}\nupdaterCacheDirName: ${cacheName}\n`);
  const app = {
    version: installedVersion,
    name: 'kaigo-denso',
    isPackaged: true,
    appUpdateConfigPath: config,
    userDataPath: folder,
    baseCachePath: folder,
    whenReady: () => Promise.resolve(),
    relaunch: () => undefined,
    quit: () => undefined,
    onQuit: () => undefined,
  };
  const updater = new updaterModule.NsisUpdater(null, app);
  Object.assign(updater, { httpExecutor: new NodeExecutor(), _testOnlyOptions: { platform: 'win32', isUseDifferentialDownload: true } });
  updater.logger = null;
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  updater.disableWebInstaller = true;
  updater.setFeedURL({ provider: 'generic', url, useMultipleRangeRequest: false });
  updater.on('error', () => undefined); // each call rejects with it as well
  return { updater, cache: join(folder, cacheName) };
}
