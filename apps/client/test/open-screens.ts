import { readFile } from 'node:fs/promises';
import { systemClock } from '@togo/foundation';
import { onTestFinished } from 'vitest';
import { ClientService } from '../src/client-service.ts';
import { openLog } from '../src/log.ts';
import { locatePlaces, logPath, type Places } from '../src/places.ts';
import { startScreens, type Screens } from '../src/ui/start-screens.ts';
import { makeHome, type HomeRequest } from './home.ts';
import { makeTempFolder } from './temp-folder.ts';

export interface OpenScreens {
  readonly screens: Screens;
  readonly places: Places;
  readonly readLog: () => Promise<string>;
}

/** Starts the screens of a fresh installation; they stop when the test ends. */
export async function openScreens(request: HomeRequest, prepare: (places: Places) => Promise<void> = () => Promise.resolve()): Promise<OpenScreens> {
  const { program } = await makeHome(await makeTempFolder(), request);
  const places = locatePlaces({ platform: 'linux', env: {}, bundleDir: '', home: program });
  await prepare(places);
  const log = openLog(logPath(places), systemClock);
  const screens = await startScreens(await ClientService.start(places, systemClock, log), systemClock, log);
  onTestFinished(() => screens.stop());
  return { screens, places, readLog: () => readFile(logPath(places), 'utf8') };
}
