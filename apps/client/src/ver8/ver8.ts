import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ClientError } from '../client-error.ts';
import { limits } from '../limits.ts';
import type { Log } from '../log.ts';
import type { ClientCode } from '../messages/notice.ts';
import { settingsPath, ver8Folder, type Places } from '../places.ts';
import { isMissing, readBytes } from '../read-file.ts';
import { changeSettings, readSettings } from '../settings/settings-file.ts';
import { noSettings, withVer8 } from '../settings/settings.ts';
import { parseIni } from './parse-ini.ts';
import { parseRecords, type Ver8Records } from './parse-records.ts';
import { takeOver } from './take-over.ts';
import type { Ver8Origin } from './ver8-origin.ts';

/** What became of Ver.8's settings, until somebody has confirmed it: which were taken over, or why none could be. */
export type Ver8News = Ver8Origin | { readonly fault: ClientCode };

/** The copies of an old Ver.8 that the installer left in `<data>/ver8`. They are read and never changed. */
export class Ver8 {
  readonly #settings: string;
  readonly #ini: string;
  readonly #records: string;
  readonly #certificate: string;
  readonly #log: Log;
  #fault: ClientError | undefined;

  constructor(places: Places, log: Log) {
    const folder = ver8Folder(places);
    this.#settings = settingsPath(places);
    this.#ini = join(folder, 'DENSO8.INI');
    this.#records = join(folder, 'SOUSIN.DAT');
    this.#certificate = join(folder, 'KAIGO8.P12');
    this.#log = log;
  }

  /** At a start: makes the settings from those of Ver.8, where there are none yet. What goes wrong is told by `news`, and the next start tries again. */
  async takeOver(): Promise<void> {
    if (!(await isAbsent(this.#settings))) return;
    try {
      const bytes = await readOrNone(this.#ini, limits.ver8IniMaxBytes, 'S-257');
      if (bytes === undefined) return;
      const ini = parseIni(bytes);
      // Another window of this PC may have saved settings at this very moment: those stay.
      await changeSettings(this.#settings, (present) => (present === noSettings ? takeOver(present, ini) : present));
      this.#log.write('ver8-settings-taken', { ...(await readSettings(this.#settings)).ver8 });
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      this.#fault = error;
      this.#log.write('ver8-settings-refused', { code: error.code, why: error.message });
    }
  }

  /** @throws ClientError `S-285` */
  async news(): Promise<Ver8News | undefined> {
    const settings = await readSettings(this.#settings);
    // Settings that somebody made meanwhile take the place of those that could not be taken over.
    if (settings === noSettings && this.#fault !== undefined) return { fault: this.#fault.code };
    return settings.ver8;
  }

  /** Somebody has read the news. Settings that could not be taken over are not tried again. @throws ClientError `S-285`, `S-286` */
  async confirmNews(): Promise<void> {
    await changeSettings(this.#settings, (present) => withVer8(present, undefined));
    this.#log.write('ver8-settings-confirmed');
  }

  hasCertificate(): Promise<boolean> {
    return isFile(this.#certificate);
  }

  /** The .p12 file as Ver.8 had it. @throws ClientError `C-710`, `C-722` */
  async readCertificate(): Promise<Uint8Array> {
    const bytes = await readOrNone(this.#certificate, limits.p12MaxBytes, 'C-722', 'C-710');
    if (bytes === undefined) throw new ClientError('C-722', 'expected KAIGO8.P12');
    return bytes;
  }

  hasRecords(): Promise<boolean> {
    return isFile(this.#records);
  }

  /** What Ver.8 sent; undefined where it left no record. @throws ClientError `R-587` */
  async records(): Promise<Ver8Records | undefined> {
    const bytes = await readOrNone(this.#records, limits.ver8RecordsMaxBytes, 'R-587');
    return bytes === undefined ? undefined : parseRecords(bytes);
  }
}

async function readOrNone(path: string, maxBytes: number, unreadable: ClientCode, tooLong = unreadable): Promise<Uint8Array | undefined> {
  try {
    return await readBytes(path, maxBytes);
  } catch (cause) {
    if (isMissing(cause)) return undefined;
    throw new ClientError(cause instanceof RangeError ? tooLong : unreadable, `ver8: ${String(cause)}`, { cause });
  }
}

function isFile(path: string): Promise<boolean> {
  return stat(path).then((stats) => stats.isFile(), () => false);
}

function isAbsent(path: string): Promise<boolean> {
  return stat(path).then(() => false, isMissing);
}
