import { CodedError } from '@togo/foundation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseClientHello } from './client-hello.ts';
import { readServerFlight } from './server-flight.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(/\s/g, ''), 'hex');

/** Puts a length of `size` bytes before a body. */
function sized(size: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const length = Buffer.alloc(size);
  length.writeUIntBE(body.length, 0, size);
  return Buffer.concat([length, body]);
}

function clientHello(extensions: readonly Buffer[]): Buffer {
  const [random, session] = [Buffer.alloc(32, 7), Buffer.alloc(32, 8)];
  const body = [hex('0303'), random, sized(1, session), sized(2, hex('c02cc030')), sized(1, hex('00'))];
  const rest = extensions.length === 0 ? [] : [sized(2, ...extensions)];
  return Buffer.concat([hex('160301'), sized(2, hex('01'), sized(3, ...body, ...rest))]);
}

const serverName = Buffer.concat([hex('0000'), sized(2, sized(2, hex('00'), sized(2, Buffer.from('recv.test'))))]);
const groups = Buffer.concat([hex('000a'), sized(2, sized(2, hex('001d0017')))]);
const signatureAlgorithms = Buffer.concat([hex('000d'), sized(2, sized(2, hex('04030804')))]);
const supportedVersions = Buffer.concat([hex('002b'), sized(2, sized(1, hex('03040303')))]);
const keyShare = Buffer.concat([hex('0033'), sized(2, sized(2))]);

describe('when a ClientHello is read', () => {
  it('shows what it offers', () => {
    expect(parseClientHello(clientHello([serverName, groups, signatureAlgorithms]))).toEqual({
      legacyVersion: 0x0303,
      ciphers: [0xc02c, 0xc030],
      compressionMethods: [0],
      extensions: [0, 10, 13],
      serverName: 'recv.test',
      groups: [0x001d, 0x0017],
      signatureAlgorithms: [0x0403, 0x0804],
    });
  });

  it('shows an offer of TLS 1.3', () => {
    expect(parseClientHello(clientHello([supportedVersions, keyShare]))).toMatchObject({ supportedVersions: [0x0304, 0x0303], extensions: [43, 51] });
  });

  it('reads one without any extension', () => {
    expect(parseClientHello(clientHello([])).extensions).toEqual([]);
  });

  it('refuses every beginning of one that is not the whole', () => {
    const whole = clientHello([serverName, groups]);
    fc.assert(
      fc.property(fc.nat({ max: whole.length - 1 }), (length) => {
        expect(() => parseClientHello(whole.subarray(0, length))).toThrow(CodedError);
      }),
    );
  });

  it('refuses other bytes in words, whatever they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat({ max: 120 }), fc.nat({ max: 255 }), (noise, at, byte) => {
        const damaged = clientHello([serverName, groups]);
        damaged[at] = byte;
        for (const bytes of [noise, damaged]) {
          try {
            expect(parseClientHello(bytes).ciphers).toBeInstanceOf(Array);
          } catch (error) {
            expect(error).toMatchObject({ code: 'CLIENT_HELLO_UNREADABLE' });
          }
        }
      }),
    );
  });

  it('refuses the same extension twice', () => {
    expect(() => parseClientHello(clientHello([groups, groups]))).toThrow('extension 10 once');
  });
});

describe('when the first flight of a server is read', () => {
  const message = (type: string, body: Buffer): Buffer => Buffer.concat([hex(type), sized(3, body)]);
  const record = (version: string, body: Buffer): Buffer => Buffer.concat([hex(`16${version}`), sized(2, body)]);
  const serverHello = message('02', Buffer.concat([hex('0303'), Buffer.alloc(32)]));
  const certificates = message('0b', sized(3, sized(3, Buffer.from('leaf')), sized(3, Buffer.from('authority'))));
  const certificateRequest = message('0d', hex('00'));

  it('finds version, certificates and the wish for one', () => {
    const flight = readServerFlight(record('0303', Buffer.concat([serverHello, certificates, certificateRequest])));
    expect(flight).toEqual({ version: 0x0303, certificates: [Buffer.from('leaf'), Buffer.from('authority')], certificateRequested: true });
  });

  it('finds the same however the messages are cut into records', () => {
    const whole = Buffer.concat([serverHello, certificates, certificateRequest]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), (size) => {
        const cut = Array.from({ length: Math.ceil(whole.length / size) }, (_, piece) => record('0303', whole.subarray(piece * size, (piece + 1) * size)));
        expect(readServerFlight(Buffer.concat(cut))).toEqual(readServerFlight(record('0303', whole)));
      }),
    );
  });

  it('finds the version in an alert where there is nothing else', () => {
    expect(readServerFlight(hex('15 0302 0002 0228'))).toEqual({ version: 0x0302, certificates: [], certificateRequested: false });
  });

  it('finds nothing in what is not TLS', () => {
    expect(readServerFlight(Buffer.from('HTTP/1.1 400 Bad Request'))).toEqual({ certificates: [], certificateRequested: false });
  });

  it('throws at nothing', () => {
    const whole = record('0303', Buffer.concat([serverHello, certificates, certificateRequest]));
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 }), (noise, at, byte) => {
        const damaged = Buffer.from(whole);
        damaged[at] = byte;
        for (const bytes of [noise, damaged, whole.subarray(0, at), Buffer.concat([hex('160303'), sized(2, Buffer.from(noise))])]) {
          expect(readServerFlight(bytes).certificates).toBeInstanceOf(Array);
        }
      }),
      { numRuns: 200 },
    );
  });
});
