import { refusal, type SigningError } from '../errors.ts';

/** One DER value (ITU-T X.690) as offsets into the bytes that hold it. */
export interface DerValue {
  readonly tag: number;
  /** Where the tag stands. */
  readonly start: number;
  /** Where the content starts. */
  readonly body: number;
  /** Just behind the content. */
  readonly end: number;
}

/** Tags that signatures use. */
export const derTag = { integer: 0x02, oid: 0x06, sequence: 0x30, set: 0x31, context0: 0xa0, context1: 0xa1 } as const;

/**
 * Reads the value that starts at `at` and must end at or before `limit`.
 * Strict: one-byte tags, definite and shortest lengths only (DER), so that nothing can hide in a second spelling.
 *
 * @throws CodedError `SIGNATURE_UNREADABLE`.
 */
export function readDer(bytes: Uint8Array, at: number, limit: number): DerValue {
  const tag = byteAt(bytes, at, limit);
  if ((tag & 0x1f) === 0x1f) throw unreadable(`a multi-byte tag at offset ${at}`);
  const first = byteAt(bytes, at + 1, limit);
  let body = at + 2;
  let length = first;
  if (first >= 0x80) {
    const count = first & 0x7f;
    if (count === 0 || count > 4) throw unreadable(`a length of ${count === 0 ? 'unknown size' : `${count} bytes`} at offset ${at + 1}`);
    length = 0;
    for (let index = 0; index < count; index += 1) length = length * 256 + byteAt(bytes, body + index, limit);
    if (length < 0x80 || length < 256 ** (count - 1)) throw unreadable(`a length that is not in its shortest form at offset ${at + 1}`);
    body += count;
  }
  const end = body + length;
  if (end > limit) throw unreadable(`a value of ${length} bytes at offset ${at} runs past the end`);
  return { tag, start: at, body, end };
}

/** The values inside a constructed value; together they fill it exactly. */
export function derChildren(bytes: Uint8Array, parent: DerValue): DerValue[] {
  const children: DerValue[] = [];
  for (let at = parent.body; at < parent.end; ) {
    const child = readDer(bytes, at, parent.end);
    children.push(child);
    at = child.end;
  }
  return children;
}

/** An object identifier in dotted form. */
export function derOid(bytes: Uint8Array, value: DerValue): string {
  if (value.tag !== derTag.oid || value.end === value.body) throw unreadable(`no object identifier at offset ${value.start}`);
  const arcs: bigint[] = [];
  let arc = 0n;
  for (const byte of bytes.subarray(value.body, value.end)) {
    arc = (arc << 7n) | BigInt(byte & 0x7f);
    if (byte < 0x80) {
      arcs.push(arc);
      arc = 0n;
    }
  }
  const [head = 0n, ...rest] = arcs;
  const root = head < 80n ? head / 40n : 2n;
  return [root, head - root * 40n, ...rest].join('.');
}

export function unreadable(what: string, cause?: unknown): SigningError {
  return refusal('SIGNATURE_UNREADABLE', `The signature cannot be read: ${what}.`, { cause, hint: 'The file is damaged. Build or fetch it again.' });
}

function byteAt(bytes: Uint8Array, at: number, limit: number): number {
  const byte = at < limit ? bytes[at] : undefined;
  if (byte === undefined) throw unreadable(`it ends at offset ${at}`);
  return byte;
}
