import { pinnedRange, type TlsVersion } from '@togo/tls-policy';

/** One box of 《詳細設定》 and the bit of `SecureProtocols` behind it (ie-settings §1.1). */
export interface ProtocolBox {
  readonly bit: number;
  readonly name: 'SSL 2.0' | 'SSL 3.0' | 'TLS 1.0' | 'TLS 1.1' | 'TLS 1.2' | 'TLS 1.3';
  /** As on the screen of Windows 10. */
  readonly label: string;
}

export const boxes: readonly ProtocolBox[] = [
  { bit: 0x0008, name: 'SSL 2.0', label: 'SSL 2.0 を使用する' },
  { bit: 0x0020, name: 'SSL 3.0', label: 'SSL 3.0 を使用する' },
  { bit: 0x0080, name: 'TLS 1.0', label: 'TLS 1.0 を使用する' },
  { bit: 0x0200, name: 'TLS 1.1', label: 'TLS 1.1 の使用' },
  { bit: 0x0800, name: 'TLS 1.2', label: 'TLS 1.2 の使用' },
  { bit: 0x2000, name: 'TLS 1.3', label: 'TLS 1.3 を使用する(試験段階)' },
];

const bitOfVersion: Readonly<Record<TlsVersion, number>> = { TLSv1: 0x0080, 'TLSv1.1': 0x0200, 'TLSv1.2': 0x0800 };

/** The bit that the product's pin demands. */
export const requiredBit = bitOfVersion[pinnedRange.min];

export const ssl2 = 0x0008;
export const ssl3 = 0x0020;
export const tls10 = 0x0080;
export const tls11 = 0x0200;
export const tls13 = 0x2000;
export const anyTls = tls10 | tls11 | requiredBit | tls13;

/** Every bit that has a box. */
export const knownBits = boxes.reduce((mask, box) => mask | box.bit, 0);
export const unknownBits = ~knownBits >>> 0;

export interface ParsedProtocols {
  readonly on: readonly ProtocolBox['name'][];
  /** Bits that have no box: kept on every write. */
  readonly unknown: number;
}

/** @param value the DWORD, 0 to 0xFFFFFFFF. */
export function parseProtocols(value: number): ParsedProtocols {
  return { on: boxes.filter((box) => (value & box.bit) !== 0).map((box) => box.name), unknown: (value & unknownBits) >>> 0 };
}

/** For support: `TLS 1.0, TLS 1.2` or `なし`, unknown bits as a hexadecimal number. */
export function renderProtocols({ on, unknown }: ParsedProtocols): string {
  const parts = unknown === 0 ? on : [...on, formatDword(unknown)];
  return parts.length === 0 ? 'なし' : parts.join(', ');
}

/** `0x000000A0` */
export function formatDword(value: number): string {
  return `0x${(value >>> 0).toString(16).toUpperCase().padStart(8, '0')}`;
}

/** The values that the policy editor can write (inetres.admx, ie-settings §1.4). Any other policy value was written by hand. */
export const policyEditorValues: readonly number[] = [
  0, 8, 32, 40, 128, 136, 160, 168, 512, 520, 544, 552, 640, 648, 672, 680, 2048, 2056, 2080, 2088, 2176, 2184, 2208, 2216, 2560, 2568, 2592, 2600, 2688, 2696,
  2720, 2728, 8192, 10240, 10752, 10880, 10912,
];

/** Good values typed as hexadecimal though they were meant as decimal: 2688 became 0x2688, which has no TLS 1.2 (row 16). */
export const hexTypedAsDecimal: readonly number[] = policyEditorValues
  .filter((value) => (value & requiredBit) !== 0)
  .map((value) => Number.parseInt(String(value), 16))
  .filter((typed) => (typed & requiredBit) === 0);
