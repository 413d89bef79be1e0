import { X509Certificate } from 'node:crypto';
import type { Clock } from '@togo/foundation';
import { ClientError } from '../client-error.ts';
import { formatJstDay } from '../japanese-time.ts';
import type { Log } from '../log.ts';
import { describeCertificateCode } from '../messages/certificates.ts';
import type { Notice } from '../messages/notice.ts';
import { certificateNotice, daysLeft } from './certificate-notice.ts';
import { CertificateStore } from './certificate-store.ts';
import { describeCertificate, isOfAnother, validityOf, type Certificate, type Validity } from './certificate.ts';
import { certificateInUse } from './choose-certificate.ts';
import { decryptKey } from './encrypt-key.ts';
import { isStrongKey, matchKey, type KeyPair } from './match-key.ts';
import type { P12Reader } from './p12-reader.ts';
import { readP12 } from './read-p12.ts';

export interface CertificateSetup {
  /** `<data>/certificates` */
  readonly folder: string;
  readonly reader: P12Reader;
  /** The user ID of the settings, where one is set. */
  readonly readUserId: () => Promise<string | undefined>;
}

/** A certificate as the list shows it. */
export interface ListedCertificate extends Certificate {
  readonly validity: Validity;
  readonly daysLeft: number;
  readonly isInUse: boolean;
  /** It names another user ID than that of the settings. */
  readonly isOfAnother: boolean;
}

export interface CertificateList {
  /** Those that last longest first. */
  readonly certificates: readonly ListedCertificate[];
  /** How many cannot be read. */
  readonly damaged: number;
  /** What the first page has to say. */
  readonly notice: Notice | undefined;
}

/** For the connection: PEM, the key decrypted. Kept in memory only. */
export interface UnlockedCertificate {
  readonly cert: string;
  readonly key: string;
}

/** The certificates of this PC: taken in, listed, chosen, unlocked, removed. */
export class CertificateService {
  readonly #store: CertificateStore;
  readonly #setup: CertificateSetup;
  readonly #clock: Clock;
  readonly #log: Log;
  #unlocked: UnlockedCertificate | undefined;
  #unlockedOne: string | undefined;

  constructor(setup: CertificateSetup, clock: Clock, log: Log) {
    this.#store = new CertificateStore(setup.folder);
    this.#setup = setup;
    this.#clock = clock;
    this.#log = log;
  }

  /** @throws ClientError `C-713` */
  async list(): Promise<CertificateList> {
    const now = this.#clock.now();
    const { certificates, damaged, inUse, userId } = await this.#look();
    const listed = certificates.map((certificate) => ({
      ...certificate,
      validity: validityOf(certificate, now),
      daysLeft: daysLeft(certificate, now),
      isInUse: certificate === inUse,
      isOfAnother: isOfAnother(certificate, userId),
    }));
    const sorted = listed.toSorted((a, b) => b.until.getTime() - a.until.getTime());
    return { certificates: sorted, damaged: damaged.length, notice: certificateNotice(certificates, inUse, now) };
  }

  /** The certificate that the next exchange uses; undefined: none. @throws ClientError `C-713` */
  async inUse(): Promise<Certificate | undefined> {
    return (await this.#look()).inUse;
  }

  /** What the first page has to say. @throws ClientError `C-713` */
  async notice(): Promise<Notice | undefined> {
    const { certificates, inUse } = await this.#look();
    return certificateNotice(certificates, inUse, this.#clock.now());
  }

  /**
   * Reads a .p12 file and keeps what is in it, the key encrypted anew under the same password. If it comes into use, it is unlocked.
   *
   * @returns the certificate, and what is worth telling about it: `C-706` not yet valid, `C-708` names another user, `C-718` of unknown kind.
   * @throws ClientError `C-701` to `C-705`, `C-707`, `C-709` to `C-712`; then nothing was kept.
   */
  async importP12(bytes: Uint8Array, password: string): Promise<{ readonly certificate: Certificate; readonly remarks: readonly Notice[] }> {
    try {
      const pair = matchKey(await readP12(this.#setup.reader, bytes, password));
      const certificate = describe(pair);
      this.#refuseUnfit(pair, certificate);
      await this.#store.save(pair, password);
      this.#log.write('certificate-imported', { fingerprint: certificate.fingerprint, until: certificate.until.toISOString() });
      // Whoever has just typed its password need not type it again to send.
      if ((await this.inUse())?.fingerprint === certificate.fingerprint) await this.unlock(password);
      return { certificate, remarks: this.#remarks(certificate, await this.#setup.readUserId()) };
    } catch (error) {
      if (error instanceof ClientError) this.#log.write('certificate-refused', { code: error.code, why: error.message });
      throw error;
    }
  }

  /** @throws ClientError `C-712`, `C-713`, `C-715` no such certificate, or one that is not valid now */
  async choose(fingerprint: string): Promise<void> {
    const { certificates, userId } = await this.#look();
    const now = this.#clock.now();
    const isUsable = certificateInUse(certificates, fingerprint, userId, now)?.fingerprint === fingerprint;
    if (!isUsable) throw new ClientError('C-715', 'expected a stored and valid certificate');
    const isNewest = certificateInUse(certificates, undefined, userId, now)?.fingerprint === fingerprint;
    // With the newest there is nothing to remember: the next one shall follow it by itself.
    await this.#store.choose(isNewest ? undefined : fingerprint);
    this.lock();
    this.#log.write('certificate-chosen', { fingerprint });
  }

  /** Certificate and key are gone afterwards. @throws ClientError `C-712`, `C-713`, `C-715` */
  async remove(fingerprint: string): Promise<void> {
    await this.find(fingerprint);
    await this.#store.remove(fingerprint);
    this.lock();
    this.#log.write('certificate-removed', { fingerprint });
  }

  /** @throws ClientError `C-713`, `C-715` no such certificate */
  async find(fingerprint: string): Promise<ListedCertificate> {
    const found = (await this.list()).certificates.find((certificate) => certificate.fingerprint === fingerprint);
    if (found === undefined) throw new ClientError('C-715', 'expected a stored certificate');
    return found;
  }

  /** Whether the password of the certificate in use is still to be typed. @throws ClientError `C-713` */
  async isLocked(): Promise<boolean> {
    return (await this.#look()).inUse !== undefined && this.#unlocked === undefined;
  }

  /**
   * What a connection that is about to be made shows: the certificate in use, if its password was typed.
   *
   * @throws ClientError `C-717` when there was one and its time is over, `C-706` when the next one's has not come: then nothing is to be
   *   sent, for the reception system would refuse it. `C-713`
   */
  async forConnection(): Promise<UnlockedCertificate | undefined> {
    const { certificates, inUse } = await this.#look();
    const validities = certificates.map((certificate) => validityOf(certificate, this.#clock.now()));
    if (inUse === undefined && validities.includes('expired')) {
      throw new ClientError(validities.includes('not-yet-valid') ? 'C-706' : 'C-717', 'expected a certificate that is valid now');
    }
    return this.#unlocked;
  }

  /**
   * Opens the key of the certificate in use and keeps it in memory until the program ends.
   *
   * @throws ClientError `C-714` wrong password, `C-719` no certificate in use, `C-713`
   */
  async unlock(password: string): Promise<UnlockedCertificate> {
    const certificate = await this.inUse();
    if (certificate === undefined) throw new ClientError('C-719', 'expected a certificate in use');
    const { certificates, key } = await this.#store.readPair(certificate.fingerprint);
    const opened = decryptKey(key, password);
    if (opened === undefined || !new X509Certificate(certificates).checkPrivateKey(opened)) {
      throw new ClientError('C-714', 'the password does not open the key');
    }
    this.#unlocked = { cert: certificates, key: String(opened.export({ type: 'pkcs8', format: 'pem' })) };
    this.#unlockedOne = certificate.fingerprint;
    return this.#unlocked;
  }

  lock(): void {
    this.#unlocked = undefined;
    this.#unlockedOne = undefined;
  }

  async #look() {
    const [stored, userId] = await Promise.all([this.#store.read(), this.#setup.readUserId()]);
    const inUse = certificateInUse(stored.certificates, stored.chosen, userId, this.#clock.now());
    // The days go by while the program runs: another may have come into use.
    if (inUse?.fingerprint !== this.#unlockedOne) this.lock();
    return { ...stored, userId, inUse };
  }

  #refuseUnfit({ key }: KeyPair, certificate: Certificate): void {
    const { kind, until } = certificate;
    if (kind?.isForCare === false) throw new ClientError('C-707', `expected a certificate for nursing care, got ${kind.name}`);
    if (validityOf(certificate, this.#clock.now()) === 'expired') throw new ClientError('C-705', `the certificate ended at ${until.toISOString()}`);
    const { asymmetricKeyType = 'unknown', asymmetricKeyDetails } = key;
    if (!isStrongKey(key)) throw new ClientError('C-709', `expected a stronger key than ${asymmetricKeyType} ${asymmetricKeyDetails?.modulusLength ?? asymmetricKeyDetails?.namedCurve ?? ''}`);
  }

  #remarks(certificate: Certificate, userId: string | undefined): readonly Notice[] {
    const isComing = validityOf(certificate, this.#clock.now()) === 'not-yet-valid';
    return [
      ...(isComing ? [describeCertificateCode('C-706', { from: `(${formatJstDay(certificate.from)}から)` })] : []),
      ...(isOfAnother(certificate, userId) ? [describeCertificateCode('C-708')] : []),
      ...(certificate.kind === undefined ? [describeCertificateCode('C-718')] : []),
    ];
  }
}

function describe({ certificate }: KeyPair): Certificate {
  try {
    return describeCertificate(certificate);
  } catch (cause) {
    throw new ClientError('C-702', 'expected a certificate that node:crypto can make out', { cause });
  }
}
