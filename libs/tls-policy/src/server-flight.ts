/** What a server said in the clear before the encryption began; in TLS 1.2 that is its whole first flight (RFC 5246 §7.3). */
export interface ServerFlight {
  /** The version its ServerHello chose or, when it said nothing but an alert, the version of that record. */
  readonly version?: number;
  /** DER, leaf first as the server ordered them. */
  readonly certificates: readonly Uint8Array[];
  readonly certificateRequested: boolean;
}

const records = { alert: 21, handshake: 22 } as const;
const messages = { serverHello: 2, certificate: 11, certificateRequest: 13 } as const;

/**
 * Reads as much as has come and can be understood: what explains a failure may itself be broken.
 *
 * @param bytes the first bytes that a server sent.
 */
export function readServerFlight(bytes: Uint8Array): ServerFlight {
  const view = Buffer.from(bytes);
  const plain: Buffer[] = [];
  let version: number | undefined;
  for (let at = 0; at + 5 <= view.length; ) {
    const type = view.readUInt8(at);
    if (type !== records.alert && type !== records.handshake) break;
    version ??= view.readUInt16BE(at + 1);
    const end = at + 5 + view.readUInt16BE(at + 3);
    if (type === records.handshake) plain.push(view.subarray(at + 5, end));
    at = end;
  }
  const said = readMessages(Buffer.concat(plain));
  const hello = said.get(messages.serverHello);
  if (hello !== undefined && hello.length >= 2) version = hello.readUInt16BE(0);
  return {
    ...(version === undefined ? {} : { version }),
    certificates: splitCertificates(said.get(messages.certificate) ?? Buffer.alloc(0)),
    certificateRequested: said.has(messages.certificateRequest),
  };
}

/** The whole messages by type; each occurs once in a flight. */
function readMessages(plain: Buffer): ReadonlyMap<number, Buffer> {
  const found = new Map<number, Buffer>();
  for (let at = 0; at + 4 <= plain.length; ) {
    const end = at + 4 + plain.readUIntBE(at + 1, 3);
    if (end > plain.length) break;
    found.set(plain.readUInt8(at), plain.subarray(at + 4, end));
    at = end;
  }
  return found;
}

function splitCertificates(message: Buffer): Uint8Array[] {
  const certificates: Uint8Array[] = [];
  for (let at = 3; at + 3 <= message.length; ) {
    const end = at + 3 + message.readUIntBE(at, 3);
    if (end > message.length) break;
    certificates.push(message.subarray(at + 3, end));
    at = end;
  }
  return certificates;
}
