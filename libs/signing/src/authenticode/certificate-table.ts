import { limits } from '../limits.ts';
import { readOr } from '../read-or.ts';
import { derTag, readDer } from './der.ts';
import type { PeHeaders } from './pe.ts';

export interface CertificateTable {
  /** The first entry's PKCS#7 structure, exactly as long as its DER length says. Absent when there is none. */
  readonly pkcs7: Buffer | undefined;
  /** Everything that stands where nothing belongs. Empty for a clean table. */
  readonly faults: readonly string[];
}

const headerBytes = 8;
const revision2 = 0x0200;
const pkcsSignedData = 0x0002;

/**
 * Reads the certificate table of a signed program and reports every byte that no signature covers: the table is left out of
 * Authenticode's hash, so bytes behind the PKCS#7 structure do not break the signature (the hole of CVE-2013-3900).
 */
export function readCertificateTable(bytes: Buffer, { table }: PeHeaders): CertificateTable {
  if (table === undefined) return { pkcs7: undefined, faults: [] };
  const entry = bytes.subarray(table.start, table.start + table.size);
  const faults: string[] = [];
  const appended = bytes.length - table.start - table.size;
  if (appended > 0) faults.push(`${appended} bytes behind the certificate table`);
  if (table.start % 8 !== 0) faults.push('the table does not start at a multiple of 8');
  if (entry.length < headerBytes) return { pkcs7: undefined, faults: [...faults, `a table of ${entry.length} bytes`] };

  const length = entry.readUInt32LE(0);
  const [revision, type] = [entry.readUInt16LE(4), entry.readUInt16LE(6)];
  if (revision !== revision2 || type !== pkcsSignedData) faults.push(`an entry of revision ${revision} and type ${type} where revision 512 and type 2 belong`);
  if (length < headerBytes || length > entry.length) {
    return { pkcs7: undefined, faults: [...faults, `an entry of ${length} bytes in a table of ${entry.length}`] };
  }
  if (entry.length - length >= 8) faults.push(`${entry.length - length} bytes behind the first entry`);

  const end = pkcs7End(entry, length);
  if (typeof end === 'string') return { pkcs7: undefined, faults: [...faults, end] };
  const padding = entry.subarray(end);
  const hidden = padding.length >= 8 || padding.some((byte) => byte !== 0);
  if (hidden) faults.push(`${padding.length} bytes behind the PKCS#7 structure where fewer than 8 zero bytes may stand`);
  return { pkcs7: entry.subarray(headerBytes, end), faults };
}

function pkcs7End(entry: Buffer, length: number): number | string {
  const value = readOr(() => readDer(entry, headerBytes, length));
  if (typeof value === 'string') return value;
  if (value.tag !== derTag.sequence) return 'no PKCS#7 structure';
  const size = value.end - headerBytes;
  return size > limits.maxPkcs7Bytes ? `a PKCS#7 structure of ${size} bytes` : value.end;
}
