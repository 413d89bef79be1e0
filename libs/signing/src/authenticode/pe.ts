import { refusal, type SigningError } from '../errors.ts';

/** The few header fields of a Windows program that signatures depend on (Microsoft PE/COFF specification). Offsets from the start of the file. */
export interface PeHeaders {
  readonly machine: number;
  /** Where the 4-byte checksum of the optional header stands. */
  readonly checksumAt: number;
  /** Where the 8-byte security entry of the data directory stands. */
  readonly securityEntryAt: number;
  /** The certificate table, absent in an unsigned file. */
  readonly table: { readonly start: number; readonly size: number } | undefined;
  readonly sections: readonly PeSection[];
}

export interface PeSection {
  readonly name: string;
  readonly start: number;
  readonly size: number;
}

export const machineNames: Readonly<Record<number, string>> = { 0x014c: 'x86', 0x8664: 'x64', 0xaa64: 'arm64' };

const securityDirectory = 4;

/** @throws CodedError `PE_UNREADABLE`. */
export function readPe(bytes: Buffer): PeHeaders {
  if (bytes.length < 0x40 || bytes.toString('latin1', 0, 2) !== 'MZ') throw unreadablePe('it does not start with MZ');
  const coff = bytes.readUInt32LE(0x3c) + 4;
  if (coff + 20 > bytes.length || bytes.toString('latin1', coff - 4, coff) !== 'PE\0\0') throw unreadablePe('it has no PE header');
  const optional = coff + 20;
  const optionalSize = bytes.readUInt16LE(coff + 16);
  const directories = optional + directoryOffset(bytes, optional);
  const securityEntryAt = directories + securityDirectory * 8;
  if (optional + optionalSize > bytes.length || securityEntryAt + 8 > optional + optionalSize || bytes.readUInt32LE(directories - 4) <= securityDirectory) {
    throw unreadablePe('its header has no place for a signature');
  }
  return {
    machine: bytes.readUInt16LE(coff),
    checksumAt: optional + 64,
    securityEntryAt,
    table: readTable(bytes, securityEntryAt),
    sections: readSections(bytes, optional + optionalSize, bytes.readUInt16LE(coff + 2)),
  };
}

export function unreadablePe(what: string): SigningError {
  return refusal('PE_UNREADABLE', `This is not a usable Windows program: ${what}.`, { hint: 'Expected a complete .exe file (PE format).' });
}

/** How far behind the start of the optional header the data directory begins: PE32 or PE32+. */
function directoryOffset(bytes: Buffer, optional: number): number {
  const magic = optional + 2 <= bytes.length ? bytes.readUInt16LE(optional) : 0;
  if (magic === 0x10b) return 96;
  if (magic === 0x20b) return 112;
  throw unreadablePe('its optional header is of an unknown kind');
}

function readTable(bytes: Buffer, entry: number): PeHeaders['table'] {
  const start = bytes.readUInt32LE(entry);
  const size = bytes.readUInt32LE(entry + 4);
  if (start === 0 && size === 0) return undefined;
  if (start < entry + 8 || size === 0 || start + size > bytes.length) {
    throw unreadablePe(`its certificate table (${size} bytes at ${start}) lies outside its ${bytes.length} bytes`);
  }
  return { start, size };
}

function readSections(bytes: Buffer, at: number, count: number): PeSection[] {
  if (at + count * 40 > bytes.length) throw unreadablePe('its section table is cut off');
  return Array.from({ length: count }, (_, index) => at + index * 40).map((header) => ({
    name: bytes.toString('latin1', header, header + 8).replace(/\0+$/, ''),
    size: bytes.readUInt32LE(header + 16),
    start: bytes.readUInt32LE(header + 20),
  }));
}
