import { mkdir, mkdtemp, rm, stat, symlink } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock, Progress } from '@togo/foundation';
import { directoryOrigin } from '@togo/origin';
import type { Getter } from '@togo/trust/node';
import type { Keyring } from '../publish/keyring.ts';
import type { Publisher } from '../publish/publisher.ts';
import type { SitePrograms } from '../publish/site-programs.ts';
import { folderHandler } from '../serve/folder-handler.ts';
import { listen } from '../serve/listen.ts';
import { plainGetter } from '../verify/plain-getter.ts';
import { rememberingSite } from './remembering-site.ts';
import { standInCut } from './stand-in-cut.ts';

export interface LoopbackOptions {
  /** The folder that has `<version>` of each cut. It is read, never written. */
  readonly dist: string;
  readonly releases: string;
  readonly versions: readonly string[];
  /** Development keys. */
  readonly keyring: Keyring;
  readonly site: SitePrograms;
  readonly progress: Progress;
}

/** A fresh origin, a publisher beside it whose clock somebody sets, and a web server in front of it, all on this machine. */
export interface Loopback {
  readonly publisher: Publisher;
  /** The folder that is the origin. */
  readonly originFolder: string;
  /** How everybody else reaches it. */
  readonly address: { readonly url: string; readonly get: Getter };
  /** The versions that have no cut and stand-ins in its place. */
  readonly standIns: ReadonlySet<string>;
  readonly now: () => Date;
  setClock(now: Date): void;
  /** Ends the server and removes everything. */
  close(): Promise<void>;
}

/** @throws CodedError of the release files. */
export async function openLoopback({ dist, releases, versions, keyring, site, progress }: LoopbackOptions): Promise<Loopback> {
  const folder = await mkdtemp(join(tmpdir(), 'togo-rehearsal-'));
  try {
    const [originFolder, own] = [join(folder, 'origin'), join(folder, 'dist')];
    await mkdir(originFolder);
    await mkdir(own);
    const standIns = new Set<string>();
    for (const version of versions) if (!(await bringCut(dist, own, version))) standIns.add(version);
    for (const version of standIns) await standInCut(own, version, releases);
    const server = await listen(createServer(folderHandler(originFolder)), 0);
    let moment = new Date(0);
    const clock: Clock = { now: () => moment };
    return {
      publisher: { origin: directoryOrigin(originFolder), keyring, clock, site: rememberingSite(site), progress, dist: own, releases },
      originFolder,
      address: { url: `http://127.0.0.1:${server.port}`, get: plainGetter },
      standIns,
      now: () => moment,
      setClock: (now) => void (moment = now),
      async close() {
        await server.close();
        await rm(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** What waits for its moment lies beside the cut, so the cut itself is only linked. */
async function bringCut(from: string, to: string, version: string): Promise<boolean> {
  const isCut = await stat(join(from, version, 'release.json')).then(() => true, () => false);
  if (isCut) await symlink(join(from, version), join(to, version), 'dir');
  return isCut;
}
