import { readFile } from 'node:fs/promises';
import { systemClock } from '@togo/foundation';
import { openDesk } from '@togo/transmission/node';
import { onTestFinished } from 'vitest';
import { ClientService } from '../src/client-service.ts';
import type { IeSetup } from '../src/ie-check/ie-setup.ts';
import { openLog } from '../src/log.ts';
import { locatePlaces, logPath, type Places } from '../src/places.ts';
import { startScreens, type Screens } from '../src/ui/start-screens.ts';
import type { InstallerStarter } from '../src/update/start-installer.ts';
import { makeHome, type HomeRequest } from './home.ts';
import { ieSetupOf } from './ie-setup.ts';
import { makeTempFolder } from './temp-folder.ts';

export interface OpenScreens {
  readonly screens: Screens;
  readonly places: Places;
  readonly readLog: () => Promise<string>;
}

/**
 * Starts the screens of a fresh installation; they stop when the test ends.
 *
 * @param ie without it, a Windows 10 PC on which nothing was ever changed.
 * @param open without it, the real outbox.
 * @param installer without it, what this machine has.
 */
export async function openScreens(request: HomeRequest, prepare: (places: Places) => Promise<void> = () => Promise.resolve(), ie: IeSetup = ieSetupOf(), open = openDesk, installer?: InstallerStarter): Promise<OpenScreens> {
  const { program } = await makeHome(await makeTempFolder(), request);
  const places = locatePlaces({ platform: 'linux', env: {}, bundleDir: '', home: program });
  await prepare(places);
  const log = openLog(logPath(places), systemClock);
  const service = await ClientService.start(places, systemClock, log, ie, open, installer);
  await service.updates.recall();
  const screens = await startScreens(service, systemClock, log);
  onTestFinished(async () => {
    screens.stop();
    await service.updates.stop();
    await service.sending.close();
  });
  return { screens, places, readLog: () => readFile(logPath(places), 'utf8') };
}
