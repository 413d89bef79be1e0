import { CodedError } from '@togo/foundation';
import type { TlsPolicyErrorCode } from './errors.ts';
import { limits } from './limits.ts';

/** A TLS ClientHello, numbers as on the wire (RFC 5246 §7.4.1.2, RFC 8446 §4.1.2). */
export interface ClientHello {
  readonly legacyVersion: number;
  readonly ciphers: readonly number[];
  readonly compressionMethods: readonly number[];
  /** Extension types in the order sent. */
  readonly extensions: readonly number[];
  /** Absent: the peer may choose nothing newer than `legacyVersion`. */
  readonly supportedVersions?: readonly number[];
  readonly groups?: readonly number[];
  readonly signatureAlgorithms?: readonly number[];
  readonly serverName?: string;
}

/** Extension types (IANA TLS ExtensionType Values) that an assertion about the pin needs. */
export const extensionTypes = {
  serverName: 0,
  supportedGroups: 10,
  signatureAlgorithms: 13,
  extendedMasterSecret: 23,
  preSharedKey: 41,
  supportedVersions: 43,
  keyShare: 51,
  renegotiationInfo: 0xff01,
} as const;

const handshakeRecord = 22;
const clientHello = 1;

/**
 * Reads the first bytes that a client sent: one handshake record with one whole ClientHello.
 *
 * @throws CodedError `CLIENT_HELLO_UNREADABLE` when it is something else, or not all of it has come.
 */
export function parseClientHello(bytes: Uint8Array): ClientHello {
  const record = new Reader(bytes.subarray(0, limits.clientHelloMaxBytes));
  expect(record.uint(1) === handshakeRecord, 'a handshake record');
  record.uint(2); // the record's own version means nothing here (RFC 5246 appendix E.1)
  const message = record.vector(2);
  expect(message.uint(1) === clientHello, 'a ClientHello');
  const hello = message.vector(3);
  expect(message.isAtEnd(), 'one message in the record');
  const legacyVersion = hello.uint(2);
  hello.skip(32);
  hello.vector(1);
  const ciphers = hello.vector(2).uints(2);
  const compressionMethods = hello.vector(1).uints(1);
  const extensions = hello.isAtEnd() ? new Map<number, Reader>() : readExtensions(hello.vector(2));
  expect(hello.isAtEnd(), 'nothing after the extensions');
  return { legacyVersion, ciphers, compressionMethods, extensions: [...extensions.keys()], ...readContents(extensions) };
}

function readExtensions(list: Reader): Map<number, Reader> {
  const extensions = new Map<number, Reader>();
  while (!list.isAtEnd()) {
    const type = list.uint(2);
    expect(!extensions.has(type), `extension ${type} once`);
    extensions.set(type, list.vector(2));
  }
  return extensions;
}

function readContents(extensions: ReadonlyMap<number, Reader>): Pick<ClientHello, 'supportedVersions' | 'groups' | 'signatureAlgorithms' | 'serverName'> {
  const supportedVersions = extensions.get(extensionTypes.supportedVersions)?.vector(1).uints(2);
  const groups = extensions.get(extensionTypes.supportedGroups)?.vector(2).uints(2);
  const signatureAlgorithms = extensions.get(extensionTypes.signatureAlgorithms)?.vector(2).uints(2);
  const names = extensions.get(extensionTypes.serverName)?.vector(2);
  names?.uint(1); // name_type host_name, the only one there is (RFC 6066 §3)
  const serverName = names?.vector(2).text();
  return {
    ...(supportedVersions === undefined ? {} : { supportedVersions }),
    ...(groups === undefined ? {} : { groups }),
    ...(signatureAlgorithms === undefined ? {} : { signatureAlgorithms }),
    ...(serverName === undefined ? {} : { serverName }),
  };
}

/** Big-endian numbers and length-prefixed vectors, never past the end. */
class Reader {
  readonly #bytes: Uint8Array;
  #position = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  uint(size: number): number {
    return this.skip(size).reduce((value, byte) => value * 256 + byte, 0);
  }

  vector(lengthSize: number): Reader {
    return new Reader(this.skip(this.uint(lengthSize)));
  }

  uints(size: number): number[] {
    const values: number[] = [];
    while (!this.isAtEnd()) values.push(this.uint(size));
    return values;
  }

  skip(length: number): Uint8Array {
    expect(this.#position + length <= this.#bytes.length, `${length} more bytes`);
    this.#position += length;
    return this.#bytes.subarray(this.#position - length, this.#position);
  }

  text(): string {
    return Buffer.from(this.#bytes).toString('latin1');
  }

  isAtEnd(): boolean {
    return this.#position === this.#bytes.length;
  }
}

function expect(holds: boolean, what: string): void {
  if (!holds) throw new CodedError<TlsPolicyErrorCode>('CLIENT_HELLO_UNREADABLE', `ClientHello: expected ${what}`);
}
