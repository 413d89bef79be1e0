import { X509Certificate, createPrivateKey, type KeyObject } from 'node:crypto';

/** What the reading process says on stdout: DER in base64, keys as PKCS#8. */
export type P12Answer =
  | { readonly formatVersion: 1; readonly ok: true; readonly certificates: readonly string[]; readonly keys: readonly string[] }
  /** `damaged`: no PKCS#12 file, or one that node-forge cannot read. */
  | { readonly formatVersion: 1; readonly ok: false; readonly why: 'password' | 'damaged' };

/** What lay in a .p12 file, as node:crypto sees it. */
export interface P12Content {
  readonly certificates: readonly X509Certificate[];
  readonly keys: readonly KeyObject[];
}

/** @throws TypeError when the text is no such answer. */
export function parseP12Answer(text: string): P12Answer {
  const { formatVersion, ok, why, certificates, keys } = JSON.parse(text) as Partial<Record<string, unknown>>;
  if (formatVersion === 1 && ok === false && (why === 'password' || why === 'damaged')) return { formatVersion, ok, why };
  if (formatVersion === 1 && ok === true && isTextList(certificates) && isTextList(keys)) return { formatVersion, ok, certificates, keys };
  throw new TypeError('expected an answer of the reading process');
}

/** @throws what node:crypto throws at bytes that are no certificate or no key. */
export function openContent({ certificates, keys }: Extract<P12Answer, { ok: true }>): P12Content {
  return {
    certificates: certificates.map((der) => new X509Certificate(Buffer.from(der, 'base64'))),
    keys: keys.map((der) => createPrivateKey({ key: Buffer.from(der, 'base64'), format: 'der', type: 'pkcs8' })),
  };
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
