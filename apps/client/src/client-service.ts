import { mkdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '@togo/foundation';
import type { Manifest } from '@togo/release/manifest';
import { pinnedRange } from '@togo/tls-policy';
import { openDesk, type Desk, type Target } from '@togo/transmission/node';
import { formatAddress, type Address } from './address.ts';
import { outcomeOfError, outcomeOfReport, type CheckOutcome } from './check/check-outcome.ts';
import { checkReception, receptionOf } from './check/check-reception.ts';
import { CertificateService } from './certificates/certificate-service.ts';
import { ownP12Reader } from './certificates/p12-reader.ts';
import { ClientError } from './client-error.ts';
import { ieCodes, ieOutcome, type IeOutcome } from './ie-check/ie-outcome.ts';
import type { IeSetup } from './ie-check/ie-setup.ts';
import { readDocument, type DocumentName } from './installed-document.ts';
import { readInstallation, type Installation } from './installation.ts';
import { limits } from './limits.ts';
import type { Log } from './log.ts';
import type { Notice } from './messages/notice.ts';
import { describeRefusal } from './messages/refusal.ts';
import { instancePath } from './instance/instance-file.ts';
import { readOpenOutbox, type OpenOutbox } from './instance/open-outbox.ts';
import { certificatesFolder, logPath, settingsPath, type Places } from './places.ts';
import type { ProxyDecision } from './proxy/decide-proxy.ts';
import { findProxy, proxyPart } from './proxy/find-proxy.ts';
import { changeSettings, readSettings } from './settings/settings-file.ts';
import { Sending } from './sending/sending.ts';
import { withProxy, withReception, withUserId, type ProxyChoice, type Settings } from './settings/settings.ts';
import { readLogTail } from './support/read-log-tail.ts';
import { installerStarter, type InstallerStarter } from './update/start-installer.ts';
import { Updates } from './update/updates.ts';
import { Ver8 } from './ver8/ver8.ts';

/** What the screens can do. The last outcome is kept as long as the client runs. */
export class ClientService {
  readonly certificates: CertificateService;
  readonly sending: Sending;
  readonly updates: Updates;
  readonly ver8: Ver8;
  readonly #places: Places;
  readonly #installation: Installation | ClientError;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #ie: IeSetup;
  #running: Promise<CheckOutcome> | undefined;
  #lastCheck: CheckOutcome | undefined;
  #ieRunning: Promise<IeOutcome> | undefined;

  private constructor(places: Places, installation: Installation | ClientError, clock: Clock, log: Log, ie: IeSetup, open: typeof openDesk, installer: InstallerStarter) {
    this.#places = places;
    this.#installation = installation;
    this.#clock = clock;
    this.#log = log;
    this.#ie = ie;
    const readUserId = async (): Promise<string | undefined> => (await readSettings(settingsPath(places))).userId;
    this.certificates = new CertificateService({ folder: certificatesFolder(places), reader: ownP12Reader(), readUserId }, clock, log);
    this.ver8 = new Ver8(places, log);
    this.sending = new Sending({ open: () => this.#openDesk(open), readUserId }, clock, log);
    const updateSetup = {
      places,
      installed: () => this.#installed().manifest.version,
      connection: (to: Address) => this.#connectionTo(to),
      readSeed: async () => (await readUserId().catch(() => undefined)) ?? hostname(),
      isSending: () => this.sending.isOnItsWay,
      installer,
    };
    this.updates = new Updates(updateSetup, clock, log);
  }

  /** A damaged installation is no reason not to open: the screens say what is wrong. */
  static async start(places: Places, clock: Clock, log: Log, ie: IeSetup, open = openDesk, installer = installerStarter(process, places)): Promise<ClientService> {
    const installation = await readInstallation(places).catch((error: unknown) => {
      if (error instanceof ClientError) return error;
      throw error;
    });
    if (installation instanceof ClientError) log.write('installation-damaged', { code: installation.code, why: installation.message });
    const service = new ClientService(places, installation, clock, log, ie, open, installer);
    await service.ver8.takeOver();
    return service;
  }

  /** Where files that a browser sends lie until they are dealt with; emptied at the start. */
  get uploadFolder(): string {
    return join(this.#places.state, 'uploads');
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

  /** @throws ClientError `I-481`, `I-482`, `S-285` */
  async reception(): Promise<{ readonly current: Address; readonly standard: Address }> {
    const installation = this.#installed();
    const { host, port } = installation.manifest.reception;
    return { current: receptionOf(installation, await readSettings(settingsPath(this.#places))), standard: { host, port } };
  }

  /**
   * @param address undefined: the one that this version names.
   * @throws ClientError `S-285`, `S-286`
   */
  async saveReception(address: Address | undefined): Promise<void> {
    await changeSettings(settingsPath(this.#places), (present) => withReception(present, address));
    this.#log.write('reception-saved', { address: address === undefined ? 'standard' : formatAddress(address) });
    this.#lastCheck = undefined;
  }

  /**
   * Looks at Internet Explorer's setting and changes nothing; a second request meanwhile waits for the same outcome.
   *
   * @throws ClientError `S-289`, `S-295`
   */
  checkIe(): Promise<IeOutcome> {
    this.#ieRunning ??= this.#checkIeOnce().finally(() => {
      this.#ieRunning = undefined;
    });
    return this.#ieRunning;
  }

  /** @throws ClientError `I-481`, `I-482`, `S-289`, `S-296` */
  async openIeTool(): Promise<void> {
    await this.#ie.openTool(this.#places.program, this.#installed().manifest.version);
    this.#log.write('ie-tool-opened');
  }

  get now(): Date {
    return this.#clock.now();
  }

  /** @throws ClientError `S-285` */
  settings(): Promise<Settings> {
    return readSettings(settingsPath(this.#places));
  }

  /** @throws ClientError `S-285`, `S-286` */
  async saveProxy(choice: ProxyChoice): Promise<void> {
    await changeSettings(settingsPath(this.#places), (present) => withProxy(present, choice));
    this.#log.write('proxy-saved', choice.use === 'manual' ? { use: choice.use, address: formatAddress(choice) } : choice);
    this.#lastCheck = undefined;
  }

  /** The way that the next connection takes. @throws ClientError `S-267` to `S-269`, `S-285`, and as `reception` */
  async proxy(): Promise<ProxyDecision> {
    return (await this.#way(this.#installed())).way;
  }

  /** What the window of this user that is open elsewhere tells of the outbox that it keeps; undefined when none does. */
  openOutbox(): Promise<OpenOutbox | undefined> {
    return readOpenOutbox(instancePath(this.#places.state));
  }

  /** @throws ClientError `S-285`, `S-286` */
  async saveUserId(userId: string): Promise<void> {
    await changeSettings(settingsPath(this.#places), (present) => withUserId(present, userId));
  }

  /** What a facility is told about a code that came from sending. @param until ISO 8601 @param asked another host than the reception system's */
  async describe(code: string, until?: string, asked?: string): Promise<Notice> {
    const host = asked ?? (await this.reception().then(({ current }) => current.host, () => '電子請求受付システム'));
    return describeRefusal(code, { host, range: this.manifest?.tls ?? pinnedRange, at: this.now.toISOString(), until });
  }

  /** The last lines of the log, for support. */
  readLogTail(): Promise<readonly string[]> {
    return readLogTail(logPath(this.#places), limits.slipLogLinesMax);
  }

  /** @throws ClientError `I-483` */
  readDocument(name: DocumentName): Promise<string | undefined> {
    return readDocument(this.#places, name);
  }

  async #checkOnce(): Promise<CheckOutcome> {
    try {
      const installation = this.#installed();
      const { address, way } = await this.#way(installation);
      const report = await checkReception(installation, address, way, this.#clock);
      this.#log.write('check', { code: report.code, address: formatAddress(address), way: describeWay(way), detail: report.detail });
      this.#lastCheck = outcomeOfReport(report, installation.manifest.tls, way);
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      this.#log.write('check-impossible', { code: error.code, why: error.message });
      this.#lastCheck = outcomeOfError(error, this.#clock.now());
    }
    return this.#lastCheck;
  }

  async #checkIeOnce(): Promise<IeOutcome> {
    const outcome = ieOutcome(await this.#ie.readFacts(), this.#ie.account(), this.#clock.now());
    this.#log.write('ie-check', { codes: ieCodes(outcome.evaluation) });
    return outcome;
  }

  async #openDesk(open: typeof openDesk): Promise<Desk> {
    const { version } = this.#installed().manifest;
    await mkdir(this.#places.data, { recursive: true });
    return open({ folder: this.#places.data, connection: () => this.#connection(), clock: this.#clock, userAgent: `KaigoDenso/${version}` });
  }

  /** Asked before every exchange, so that changed settings count at once. */
  async #connection(): Promise<Target> {
    const installation = this.#installed();
    const clientCertificate = await this.certificates.forConnection();
    const { address, way } = await this.#way(installation);
    return {
      ...address,
      ...proxyPart(way),
      trust: installation.trust,
      range: installation.manifest.tls,
      ...(clientCertificate === undefined ? {} : { clientCertificate }),
    };
  }

  /** To whom this version asks besides the reception system: never with older TLS, and without the facility's certificate. */
  async #connectionTo(to: Address): Promise<Target> {
    const { trust } = this.#installed();
    const { proxy } = await this.settings();
    return { ...to, ...proxyPart(await findProxy(proxy, to, this.#ie)), trust, range: pinnedRange };
  }

  /** Where the next connection goes, and through what. */
  async #way(installation: Installation): Promise<{ readonly address: Address; readonly way: ProxyDecision }> {
    const settings = await this.settings();
    const address = receptionOf(installation, settings);
    return { address, way: await findProxy(settings.proxy, address, this.#ie) };
  }

  #installed(): Installation {
    if (this.#installation instanceof ClientError) throw this.#installation;
    return this.#installation;
  }
}

/** For the log. */
function describeWay(way: ProxyDecision): string {
  return way.kind === 'proxy' ? `proxy ${formatAddress(way.proxy)}` : 'direct';
}
