import { existsSync } from 'node:fs';
import type { Clock } from '@togo/foundation';
import { chooseBrowsers } from '../browser/choose-browser.ts';
import { openBrowser } from '../browser/open-browser.ts';
import { ClientError } from '../client-error.ts';
import { ClientService } from '../client-service.ts';
import type { IeSetup } from '../ie-check/ie-setup.ts';
import { claimInstance } from '../instance/claim.ts';
import { instancePath, removeInstance, writeInstance } from '../instance/instance-file.ts';
import type { Log } from '../log.ts';
import type { Places } from '../places.ts';
import type { Ticker } from '../ticker.ts';
import { startScreens, type Screens } from '../ui/start-screens.ts';
import { sweepUploads } from '../ui/upload-folder.ts';

export interface ScreensInput {
  readonly places: Places;
  /** How the one-time address reaches the user; the address is a secret. */
  readonly present: (url: string) => Promise<void>;
  readonly clock: Clock;
  readonly ticker: Ticker;
  readonly log: Log;
  readonly ie: IeSetup;
}

/** Runs the screens until they are ended, or shows those that run already. */
export async function runScreens({ places, present, clock, ticker, log, ie }: ScreensInput): Promise<void> {
  const claim = await claimInstance(places.state, clock);
  if (claim.kind === 'running') {
    log.write('running-one-shown');
    return present(claim.url);
  }
  const file = instancePath(places.state);
  let screens: Screens | undefined;
  let service: ClientService | undefined;
  try {
    service = await ClientService.start(places, clock, log, ie);
    await sweep(service.uploadFolder, log);
    service.sending.asking.start(ticker);
    await service.updates.recall();
    service.updates.start(ticker);
    screens = await startScreens(service, clock, log);
    await announce(file, screens);
    log.write('started', { version: service.manifest?.version ?? 'unknown', pid: process.pid, port: screens.port });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, screens.stop);
    await present(screens.issueUrl());
    await screens.stopped;
    log.write('stopped');
  } finally {
    screens?.stop();
    await service?.updates.stop();
    await service?.sending.close();
    await removeInstance(file);
    claim.lock.release();
  }
}

/** What cannot be removed keeps nobody from working. */
async function sweep(folder: string, log: Log): Promise<void> {
  await sweepUploads(folder).catch((error: unknown) => log.write('sweep-failed', { why: String(error) }));
}

async function announce(file: string, { port, knockSecret }: Screens): Promise<void> {
  try {
    await writeInstance(file, { pid: process.pid, port, secret: knockSecret });
  } catch (cause) {
    throw new ClientError('I-485', `instance.json: ${String(cause)}`, { cause });
  }
}

/** Opens a browser where one is known (Windows); elsewhere, or when none starts, the address is told instead. */
export function presenter(env: Readonly<Record<string, string | undefined>>, log: Log, tell: (url: string) => void): ScreensInput['present'] {
  return async (url) => {
    const exe = await openBrowser(chooseBrowsers(url, env, existsSync));
    if (exe === undefined) tell(url);
    log.write('browser', { exe: exe ?? 'none' });
  };
}
