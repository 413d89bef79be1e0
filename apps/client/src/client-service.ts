import type { Clock } from '@togo/foundation';
import type { Manifest } from '@togo/release/manifest';
import { formatAddress, type Address } from './address.ts';
import { outcomeOfError, outcomeOfReport, type CheckOutcome } from './check/check-outcome.ts';
import { checkReception, receptionOf } from './check/check-reception.ts';
import { ClientError } from './client-error.ts';
import { readDocument, type DocumentName } from './installed-document.ts';
import { readInstallation, type Installation } from './installation.ts';
import type { Log } from './log.ts';
import { settingsPath, type Places } from './places.ts';
import { readSettings, saveReception } from './settings/settings-file.ts';

/** What the screens can do. The last outcome is kept as long as the client runs. */
export class ClientService {
  readonly #places: Places;
  readonly #installation: Installation | ClientError;
  readonly #clock: Clock;
  readonly #log: Log;
  #running: Promise<CheckOutcome> | undefined;
  #lastCheck: CheckOutcome | undefined;

  private constructor(places: Places, installation: Installation | ClientError, clock: Clock, log: Log) {
    this.#places = places;
    this.#installation = installation;
    this.#clock = clock;
    this.#log = log;
  }

  /** A damaged installation is no reason not to open: the screens say what is wrong. */
  static async start(places: Places, clock: Clock, log: Log): Promise<ClientService> {
    const installation = await readInstallation(places).catch((error: unknown) => {
      if (error instanceof ClientError) return error;
      throw error;
    });
    if (installation instanceof ClientError) log.write('installation-damaged', { code: installation.code, why: installation.message });
    return new ClientService(places, installation, clock, log);
  }

  get manifest(): Manifest | undefined {
    return this.#installation instanceof ClientError ? undefined : this.#installation.manifest;
  }

  /** What is wrong with the installation, if something is. */
  get damage(): ClientError | undefined {
    return this.#installation instanceof ClientError ? this.#installation : undefined;
  }

  get lastCheck(): CheckOutcome | undefined {
    return this.#lastCheck;
  }

  /** Checks the connection; a second request while one runs waits for the same outcome. */
  check(): Promise<CheckOutcome> {
    this.#running ??= this.#checkOnce().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /** @throws ClientError `I-481`, `I-482`, `S-281` */
  async reception(): Promise<{ readonly current: Address; readonly standard: Address }> {
    const installation = this.#installed();
    const { host, port } = installation.manifest.reception;
    return { current: receptionOf(installation, await readSettings(settingsPath(this.#places))), standard: { host, port } };
  }

  /**
   * @param address undefined: the one that this version names.
   * @throws ClientError `S-281`, `S-282`
   */
  async saveReception(address: Address | undefined): Promise<void> {
    await saveReception(settingsPath(this.#places), address);
    this.#log.write('reception-saved', { address: address === undefined ? 'standard' : formatAddress(address) });
    this.#lastCheck = undefined;
  }

  /** @throws ClientError `I-483` */
  readDocument(name: DocumentName): Promise<string | undefined> {
    return readDocument(this.#places, name);
  }

  async #checkOnce(): Promise<CheckOutcome> {
    try {
      const installation = this.#installed();
      const address = receptionOf(installation, await readSettings(settingsPath(this.#places)));
      const report = await checkReception(installation, address, this.#clock);
      this.#log.write('check', { code: report.code, address: formatAddress(address), detail: report.detail });
      this.#lastCheck = outcomeOfReport(report, installation.manifest.tls);
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      this.#log.write('check-impossible', { code: error.code, why: error.message });
      this.#lastCheck = outcomeOfError(error, this.#clock.now());
    }
    return this.#lastCheck;
  }

  #installed(): Installation {
    if (this.#installation instanceof ClientError) throw this.#installation;
    return this.#installation;
  }
}
