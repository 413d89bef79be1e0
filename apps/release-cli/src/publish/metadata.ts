import { canonicalJson, sha256 } from '@togo/foundation';
import type { TargetEntry } from '@togo/signing';

interface MetaFile {
  readonly version: number;
  readonly length?: number;
  readonly hashes?: { readonly sha256?: string };
}

interface SignedPart {
  readonly version: number;
  readonly expires: string;
  readonly meta?: Readonly<Record<string, MetaFile>>;
  readonly targets?: Readonly<Record<string, { readonly length: number; readonly hashes: { readonly sha256?: string } }>>;
}

/** A metadata document whose form and signatures @togo/signing has judged; only then may it be read here. */
export interface Document {
  readonly bytes: Uint8Array;
  readonly version: number;
  readonly expires: Date;
}

export function documentOf(bytes: Uint8Array): Document {
  const { version, expires } = signedPart(bytes);
  return { bytes, version, expires: new Date(expires) };
}

/** The document that another one names (TUF 4.4). */
export function namedIn(bytes: Uint8Array, name: string): MetaFile | undefined {
  return signedPart(bytes).meta?.[name];
}

/** Whether a document is the one, byte for byte, that another one names. */
export function isNamed(parent: Uint8Array, name: string, child: Uint8Array): boolean {
  const meta = namedIn(parent, name);
  return meta?.version === signedPart(child).version && meta.length === child.length && meta.hashes?.sha256 === sha256(child);
}

/** The files that targets metadata speak of, by name. */
export function targetsOf(bytes: Uint8Array): ReadonlyMap<string, TargetEntry> {
  const { targets = {} } = signedPart(bytes);
  return new Map(Object.entries(targets).map(([name, { length, hashes }]) => [name, { name, bytes: length, sha256: hashes.sha256 ?? '' }]));
}

/** Whether two documents say the same, whoever has signed them. */
export function saysTheSame(a: Uint8Array, b: Uint8Array): boolean {
  return canonicalJson(signedPart(a)) === canonicalJson(signedPart(b));
}

/**
 * A document as if it had another version, unsigned: what the next one is counted from where an interrupted publisher has left objects
 * that nobody ever saw. Their names are taken for ever.
 */
export function countedFrom(bytes: Uint8Array, version: number): Uint8Array {
  return Buffer.from(canonicalJson({ signed: { ...signedPart(bytes), version }, signatures: [] }), 'utf8');
}

/** The keys that a root or delegating targets name. */
export function keysIn(bytes: Uint8Array): readonly unknown[] {
  const { signed } = JSON.parse(Buffer.from(bytes).toString('utf8')) as { signed: { keys?: Readonly<Record<string, unknown>> } };
  return Object.values(signed.keys ?? {});
}

function signedPart(bytes: Uint8Array): SignedPart {
  return (JSON.parse(Buffer.from(bytes).toString('utf8')) as { signed: SignedPart }).signed;
}
