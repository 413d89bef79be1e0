import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeCp932 } from '@togo/claims/testing';
import { ver8Folder, type Places } from '../src/places.ts';
import type { Ver8Record } from '../src/ver8/parse-records.ts';

const jstOffsetMs = 9 * 3_600_000;

export interface Ver8Files {
  /** Of DENSO8.INI: a text, or bytes of any kind. */
  readonly ini?: string | Uint8Array;
  /** Of SOUSIN.DAT. */
  readonly records?: string | Uint8Array;
  readonly p12?: Uint8Array;
}

/** Lays down what the installer leaves of an old Ver.8; what is not given was not there. */
export async function leaveVer8(places: Places, { ini, records, p12 }: Ver8Files): Promise<void> {
  const folder = ver8Folder(places);
  await mkdir(folder, { recursive: true });
  const files = { 'DENSO8.INI': ini, 'SOUSIN.DAT': records, 'KAIGO8.P12': p12 };
  for (const [name, content] of Object.entries(files)) {
    if (content !== undefined) await writeFile(join(folder, name), typeof content === 'string' ? encodeCp932(content) : content);
  }
}

/** DENSO8.INI as Ver.8 writes it. */
export function writeIni({ id = 'KJ131312345678', proxy = '' } = {}): string {
  return `[USER]\r\nID=${id}\r\n[NET]\r\nPROXY=${proxy}\r\n[CERT]\r\nFILE=KAIGO8.P12\r\n`;
}

/** SOUSIN.DAT as Ver.8 writes it, oldest first. */
export function writeRecords(records: readonly Ver8Record[]): string {
  return records.map((record) => `${lineOf(record)}\r\n`).join('');
}

function lineOf({ at, number, facility, fileName, state }: Ver8Record): string {
  const stamp = new Date(at.getTime() + jstOffsetMs).toISOString().slice(0, 19).replaceAll('-', '/').replace('T', ' ');
  return [stamp, number, facility, fileName, state].join('\t');
}

/** A sent file of October 2020, changed where a test needs it. */
export function aRecord(changes: Partial<Ver8Record> = {}): Ver8Record {
  return { at: new Date('2020-10-05T04:05:09Z'), number: '20201005130509000001', facility: '1379900010', fileName: 'I2010A.CSV', state: '受付', ...changes };
}
