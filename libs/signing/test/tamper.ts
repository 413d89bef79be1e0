import { readCertificateTable } from '../src/authenticode/certificate-table.ts';
import { readPe } from '../src/authenticode/pe.ts';

/** Ways to damage or trick with a signed program, each on the raw bytes. */

export function flipBit(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
  return copy;
}

/** One bit of the program's code. */
export function flipCode(bytes: Buffer): Buffer {
  const text = readPe(bytes).sections.find(({ name }) => name === '.text');
  if (text === undefined) throw new Error('a program without code');
  return flipBit(bytes, text.start + 16);
}

/** One bit near the end of the signature, which is the timestamp authority's signature value. */
export function flipTimestamp(bytes: Buffer): Buffer {
  return flipBit(bytes, bytes.length - 100);
}

export function append(bytes: Buffer, count: number): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(count, 'A')]);
}

/** Bytes that the certificate table's sizes include, behind the PKCS#7: the trick of CVE-2013-3900. */
export function hideBehindSignature(bytes: Buffer): Buffer {
  const { table, securityEntryAt } = signed(bytes);
  const copy = append(bytes, 16);
  copy.writeUInt32LE(table.size + 16, securityEntryAt + 4);
  copy.writeUInt32LE(bytes.readUInt32LE(table.start) + 16, table.start);
  return copy;
}

/** A second entry in the certificate table. */
export function addEntry(bytes: Buffer): Buffer {
  const { table, securityEntryAt } = signed(bytes);
  const copy = Buffer.concat([bytes, bytes.subarray(table.start, table.start + table.size)]);
  copy.writeUInt32LE(table.size * 2, securityEntryAt + 4);
  return copy;
}

/** Non-zero bytes in the padding, or an extra zero block when there is no padding. */
export function dirtyPadding(bytes: Buffer): Buffer {
  const { table, securityEntryAt } = signed(bytes);
  const copy = Buffer.concat([bytes, Buffer.alloc(8)]);
  copy.writeUInt32LE(table.size + 8, securityEntryAt + 4);
  copy.writeUInt32LE(bytes.readUInt32LE(table.start) + 8, table.start);
  return copy;
}

export function stripSignature(bytes: Buffer): Buffer {
  const { table, securityEntryAt } = signed(bytes);
  const copy = Buffer.from(bytes.subarray(0, table.start));
  copy.fill(0, securityEntryAt, securityEntryAt + 8);
  return copy;
}

/** The table of `donor` in place of the own one: a signature made for another program. */
export function transplantSignature(bytes: Buffer, donor: Buffer): Buffer {
  const { table } = signed(donor);
  const bare = stripSignature(bytes);
  const { securityEntryAt } = readPe(bare);
  bare.writeUInt32LE(bare.length, securityEntryAt);
  bare.writeUInt32LE(table.size, securityEntryAt + 4);
  return Buffer.concat([bare, donor.subarray(table.start, table.start + table.size)]);
}

/** The timestamp of `donor` in the signature of `bytes`; undefined when the two signatures differ in length. */
export function graftTimestamp(bytes: Buffer, donor: Buffer): Buffer | undefined {
  const attribute = Buffer.from('060a2b060104018237030301', 'hex'); // 1.3.6.1.4.1.311.3.3.1, the last part of a signature
  const [own, other] = [bytes, donor].map((program) => readCertificateTable(program, readPe(program)).pkcs7);
  if (own === undefined || own.length !== other?.length) return undefined;
  const at = own.indexOf(attribute);
  if (at !== other.indexOf(attribute)) return undefined;
  const copy = Buffer.from(bytes);
  other.copy(copy, signed(bytes).table.start + 8 + at, at);
  return copy;
}

function signed(bytes: Buffer): { table: { start: number; size: number }; securityEntryAt: number } {
  const { table, securityEntryAt } = readPe(bytes);
  if (table === undefined) throw new Error('an unsigned program');
  return { table, securityEntryAt };
}
