import type { Clock } from '@togo/foundation';
import type { Target } from '@togo/transmission/node';
import type { Withdrawal } from '@togo/trust';
import type { Repository } from '@togo/trust/node';
import type { Address } from '../address.ts';
import { ClientError } from '../client-error.ts';
import { limits } from '../limits.ts';
import type { Log } from '../log.ts';
import type { Places } from '../places.ts';
import type { Ticker } from '../ticker.ts';
import { nextCheckAt } from './check-moment.ts';
import { DownloadRun } from './download-run.ts';
import { judgeWorld, type Outlook } from './judge-world.ts';
import { nameTrouble } from './name-trouble.ts';
import { fetchNotes, readNotes } from './offer-notes.ts';
import { openInstaller } from './open-installer.ts';
import { originGetter } from './origin-getter.ts';
import type { InstallerStarter } from './start-installer.ts';
import { offerFile, readAsked, readHeld, sweepUpdates, updateFolder, writeAsked, type Asked, type Held } from './update-folder.ts';
import { readUpdateSource } from './update-source.ts';

export interface UpdateSetup {
  readonly places: Pick<Places, 'program' | 'state'>;
  /** The installed version. @throws ClientError where the installation is damaged. */
  readonly installed: () => string;
  /** The way to the origin. @throws ClientError `S-267` to `S-269`, `S-285` */
  readonly connection: (to: Address) => Promise<Target>;
  /** What tells this PC from others. */
  readonly readSeed: () => Promise<string>;
  /** Whether claims or results are on their way. */
  readonly isSending: () => boolean;
  readonly installer: InstallerStarter;
}

/** Ends an automatic question when somebody begins to send. */
class Postponed extends Error {}

/** 更新の確認: what the origin of releases says, and what of it is on this PC. Nothing is installed without a click. */
export class Updates {
  readonly download: DownloadRun;
  readonly #setup: UpdateSetup;
  readonly #folder: string;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #openedAt: Date;
  #outlook: Outlook | undefined;
  #asked: Asked | undefined;
  #asking: Promise<void> | undefined;
  #endLooking: (() => void) | undefined;
  readonly #end = new AbortController();

  constructor(setup: UpdateSetup, clock: Clock, log: Log) {
    this.#setup = setup;
    this.#folder = updateFolder(setup.places);
    this.#clock = clock;
    this.#log = log;
    this.#openedAt = clock.now();
    this.download = new DownloadRun(clock);
  }

  /** What was learnt in earlier runs, without asking anybody. What cannot be read is as good as nothing. */
  async recall(): Promise<void> {
    try {
      this.#asked = await readAsked(this.#folder);
      const { root } = await readUpdateSource(this.#setup.places);
      const { recallWorld } = await import('./releases.ts');
      const world = await recallWorld(this.#folder, root);
      this.#outlook = world && judgeWorld(world, this.#setup.installed());
    } catch (error) {
      this.#log.write('updates-not-recalled', { why: nameTrouble(error).detail });
    }
    await this.#sweep();
  }

  /** A look now and then, not one alarm: a PC that sleeps, or whose clock is set, is late by one look at most. */
  start(ticker: Ticker): void {
    this.#endLooking = ticker.every(limits.updateLookMs, () => this.look());
  }

  /** What runs is broken off; a download goes on the next time. */
  async stop(): Promise<void> {
    this.#endLooking?.();
    this.#end.abort();
    await Promise.all([this.#asking, this.download.cancel()]);
  }

  get outlook(): Outlook | undefined {
    return this.#outlook;
  }

  get asked(): Asked | undefined {
    return this.#asked;
  }

  /** Of the installed version, as far as anybody ever told this PC. */
  get withdrawn(): Withdrawal | undefined {
    return this.#outlook?.withdrawn;
  }

  /** Of the origin, for words about the connection. */
  host(): Promise<string> {
    return readUpdateSource(this.#setup.places).then(({ address }) => address.host, () => '更新の配布元');
  }

  /** When the client asks by itself again. */
  async nextAt(): Promise<Date> {
    return nextCheckAt({ seed: await this.#setup.readSeed(), askedAt: this.#asked?.at, openedAt: this.#openedAt, now: this.#clock.now() });
  }

  /** Asks the origin; a second request meanwhile waits for the same answer. A refusal is part of the answer. */
  check(): Promise<void> {
    return this.#ask(() => true);
  }

  /** Asks when it is time to, and nobody sends. */
  async look(): Promise<void> {
    const isQuiet = (): boolean => !this.#setup.isSending();
    if (!isQuiet() || this.download.isRunning || (await this.nextAt()) > this.#clock.now()) return;
    await this.#ask(isQuiet);
  }

  /** The words about the offered version, where they are here. */
  async notes(): Promise<string | undefined> {
    const offer = this.#outlook?.offer;
    return offer === undefined ? undefined : readNotes(this.#folder, offer);
  }

  /** How much of the offered file is here. */
  async held(): Promise<Held | undefined> {
    const offer = this.#outlook?.offer;
    return offer === undefined ? undefined : readHeld(this.#folder, offer);
  }

  /** Downloads what is offered, in the background; goes on with what an earlier attempt left. */
  async startDownload(): Promise<void> {
    const offer = this.#outlook?.offer;
    if (offer === undefined) return;
    const { bytes } = await readHeld(this.#folder, offer);
    this.download.start(offer.artefact.bytes, bytes, async (onProgress, signal) => {
      await this.#asking;
      const repository = await this.#open();
      const { installed } = this.#setup;
      this.#outlook = judgeWorld(await repository.refresh(), installed());
      // Withdrawn or replaced since it was offered: the page tells.
      if (this.#outlook.offer?.artefact.sha256 !== offer.artefact.sha256) return;
      await repository.download(offer.artefact.target, offerFile(this.#folder, offer), { onProgress, signal });
      this.#log.write('update-downloaded', { target: offer.artefact.target, bytes: offer.artefact.bytes });
    });
  }

  /**
   * Judges the file once more and opens it; the rest happens in the installer's own window.
   *
   * @throws ClientError `U-631`, `U-632`, `U-633`
   */
  async startInstaller(): Promise<void> {
    const offer = this.#outlook?.offer;
    if (offer === undefined || this.download.isRunning) throw new ClientError('U-632', 'expected a whole download');
    await openInstaller(this.#folder, offer, this.#setup.installer);
    this.#log.write('update-started', { target: offer.artefact.target });
  }

  #ask(mayGoOn: () => boolean): Promise<void> {
    this.#asking ??= this.#askOnce(mayGoOn).finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #askOnce(mayGoOn: () => boolean): Promise<void> {
    if (this.download.isRunning) return;
    this.download.forget();
    const at = this.#clock.now();
    try {
      const repository = await this.#open(mayGoOn);
      const world = await repository.refresh();
      this.#outlook = judgeWorld(world, this.#setup.installed());
      const { offer } = this.#outlook;
      this.#log.write('update-asked', { sequence: world.sequence, offer: offer?.version ?? 'none' });
      await this.#note({ at, answeredAt: at, trouble: undefined });
      await this.#sweep();
      if (offer !== undefined) await fetchNotes(repository, this.#folder, offer, this.#log);
    } catch (error) {
      if (this.#end.signal.aborted || (error instanceof Error && error.cause instanceof Postponed)) return;
      const trouble = nameTrouble(error);
      this.#log.write('update-not-asked', { code: trouble.code, why: trouble.detail });
      await this.#note({ at, answeredAt: this.#asked?.answeredAt, trouble });
    }
  }

  /** @param mayGoOn asked before every request. @throws ClientError `U-601` and what the connection throws. */
  async #open(mayGoOn: () => boolean = () => true): Promise<Repository> {
    const { places, installed, connection } = this.#setup;
    const { url, address, root } = await readUpdateSource(places);
    const userAgent = `KaigoDenso/${installed()}`;
    const target = await connection(address);
    const { openRepository } = await import('./releases.ts');
    const way = (): Promise<Target> => (mayGoOn() ? Promise.resolve(target) : Promise.reject(new Postponed('somebody sends')));
    return openRepository({ url, root, store: this.#folder, get: originGetter(way, userAgent, this.#end.signal), clock: this.#clock });
  }

  /** What cannot be written is asked anew in the next run. */
  async #note(asked: Asked): Promise<void> {
    this.#asked = asked;
    await writeAsked(this.#folder, asked).catch((error: unknown) => this.#log.write('update-state-not-kept', { why: String(error) }));
  }

  /** What cannot be removed keeps nobody from working. */
  async #sweep(): Promise<void> {
    await sweepUpdates(this.#folder, this.#outlook?.offer).catch((error: unknown) => this.#log.write('sweep-failed', { why: String(error) }));
  }
}
