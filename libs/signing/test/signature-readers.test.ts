import { X509Certificate } from 'node:crypto';
import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '@togo/foundation';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { developmentIdentity, ensureDevPki, signAuthenticode, unsignedImage } from '../src/index.ts';
import { readCertificateTable } from '../src/authenticode/certificate-table.ts';
import { derChildren, derOid, derTag, readDer, type DerValue } from '../src/authenticode/der.ts';
import { askOsslsigncode, readVerdict } from '../src/authenticode/osslsigncode-verdict.ts';
import { readPe } from '../src/authenticode/pe.ts';
import { readPkcs7 } from '../src/authenticode/pkcs7.ts';
import { buildProgram } from './programs.ts';
import { useScratch } from './scratch.ts';
import { flipBit } from './tamper.ts';

const scratch = useScratch();
let unsigned: Buffer;
let signed: Buffer;

beforeAll(async () => {
  const pki = await ensureDevPki(join(scratch(), 'keys'));
  const program = await buildProgram(scratch(), 'program');
  unsigned = await readFile(program);
  const copy = join(scratch(), 'signed.exe');
  await copyFile(program, copy);
  await signAuthenticode(copy, developmentIdentity(pki, 'Togo test program'));
  signed = await readFile(copy);
});

/** Reads everything that can be read; only a coded refusal may come out. */
function readAll(bytes: Buffer): 'read' | 'refused' {
  try {
    const { pkcs7 } = readCertificateTable(bytes, readPe(bytes));
    if (pkcs7 !== undefined) readPkcs7(pkcs7);
    unsignedImage(bytes);
    return 'read';
  } catch (error) {
    if (error instanceof CodedError) return 'refused';
    throw error;
  }
}

describe('when a signed program is damaged at random', () => {
  it('is read or refused, and never breaks the reader', () => {
    const table = readPe(signed).table?.start ?? 0;
    const place = fc.oneof(fc.nat({ max: 400 }), fc.integer({ min: table, max: signed.length - 1 }));
    const outcomes = new Set<string>();
    fc.assert(
      fc.property(fc.array(fc.tuple(place, fc.nat({ max: 255 })), { minLength: 1, maxLength: 4 }), (changes) => {
        const bytes = Buffer.from(signed);
        for (const [at, value] of changes) bytes.writeUInt8(value, at);
        outcomes.add(readAll(bytes));
      }),
      { numRuns: 200 },
    );
    expect([...outcomes].sort()).toEqual(['read', 'refused']);
  });

  it('is read or refused wherever it is cut off', () => {
    fc.assert(
      fc.property(fc.nat({ max: signed.length - 1 }), (length) => {
        expect(readAll(signed.subarray(0, length))).toBe('refused');
      }),
      { numRuns: 200 },
    );
  });
});

describe('when the unsigned image of a program is taken', () => {
  it('does not depend on its checksum or on how often it is taken', () => {
    fc.assert(
      fc.property(fc.nat({ max: 0xffffffff }), (checksum) => {
        const bytes = Buffer.from(unsigned);
        bytes.writeUInt32LE(checksum, readPe(bytes).checksumAt);
        const image = unsignedImage(bytes);
        expect(image.equals(unsignedImage(unsigned))).toBe(true);
        expect(unsignedImage(image).equals(image)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('depends on every other byte', () => {
    const { checksumAt, securityEntryAt } = readPe(unsigned);
    const left = (at: number): boolean => (at < checksumAt || at >= checksumAt + 4) && (at < securityEntryAt || at >= securityEntryAt + 8);
    fc.assert(
      fc.property(fc.integer({ min: 1024, max: unsigned.length - 1 }).filter(left), (at) => {
        const bytes = Buffer.from(unsigned);
        bytes.writeUInt8(bytes.readUInt8(at) ^ 0x10, at);
        expect(unsignedImage(bytes).equals(unsignedImage(unsigned))).toBe(false);
      }),
      { numRuns: 50 },
    );
  });
});

describe('when DER is read', () => {
  const der = (hex: string): Buffer => Buffer.from(hex, 'hex');

  it('reads object identifiers of every first arc', () => {
    const oid = (hex: string): string => derOid(der(hex), readDer(der(hex), 0, hex.length / 2));
    expect(oid('06092b0601040182370201')).toBe('1.3.6.1.4.1.311.2.1');
    expect(oid('0603551d0f')).toBe('2.5.29.15');
    expect(oid('06028837')).toBe('2.999');
  });

  it.each([
    { why: 'an unknown length', hex: '3080020101' },
    { why: 'a length in a longer form than needed', hex: '30810302010100' },
    { why: 'a length with leading zero', hex: '3082000302010100' },
    { why: 'a length past the end', hex: '3004020101' },
    { why: 'a multi-byte tag', hex: '1f810101' },
    { why: 'a length of five bytes', hex: '30850000000001' },
    { why: 'nothing', hex: '' },
  ])('refuses $why', ({ hex }) => {
    expect(() => readDer(der(hex), 0, hex.length / 2)).toThrow(CodedError);
  });
});

describe('when a PKCS#7 structure is rewritten', () => {
  const encode = (tag: number, ...parts: Buffer[]): Buffer => {
    const content = Buffer.concat(parts);
    const digits = content.length.toString(16);
    const size = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex');
    const length = content.length < 0x80 ? size : Buffer.concat([Buffer.from([0x80 + size.length]), size]);
    return Buffer.concat([Buffer.from([tag]), length, content]);
  };

  /** The signature taken apart and put together again, with one top-level part of its SignedData changed. */
  function rewritten(tag: number, change: (parts: Buffer[]) => Buffer[], extra: Buffer[] = []): Buffer {
    const pkcs7 = readCertificateTable(signed, readPe(signed)).pkcs7 ?? Buffer.alloc(0);
    const slice = ({ start, end }: DerValue): Buffer => Buffer.from(pkcs7.subarray(start, end));
    const [type, content] = derChildren(pkcs7, readDer(pkcs7, 0, pkcs7.length));
    const [signedData] = derChildren(pkcs7, content ?? fail());
    const parts = derChildren(pkcs7, signedData ?? fail());
    const at = parts.findLastIndex((part) => part.tag === tag);
    const changed = parts.map((part, index) => (index === at ? encode(tag, ...change(derChildren(pkcs7, part).map(slice))) : slice(part)));
    const last = changed.pop() ?? fail();
    return encode(0x30, slice(type ?? fail()), encode(0xa0, encode(0x30, ...changed, ...extra, last)));
  }

  const fail = (): never => {
    throw new Error('the sample signature has another shape');
  };

  it('is read when nothing was changed', () => {
    expect(readPkcs7(rewritten(derTag.set, (signers) => signers)).signer.subject).toContain('TOGO DEVELOPMENT');
  });

  it('is refused with two signers', () => {
    expect(() => readPkcs7(rewritten(derTag.set, (signers) => [...signers, ...signers]))).toThrow('2 values where one signer belongs');
  });

  it('is refused with two different certificates under the name of the signer, but not with the same one twice', () => {
    expect(readPkcs7(rewritten(derTag.context0, (certificates) => [...certificates, ...certificates])).signer.subject).toContain('テスト署名');
    const altered = (certificate: Buffer): Buffer => flipBit(certificate, certificate.length - 1);
    const twins = rewritten(derTag.context0, (certificates) => [...certificates, ...certificates.map(altered)]);
    expect(() => readPkcs7(twins)).toThrow('2 certificates match the signer');
  });

  it('is refused with bytes hidden in place of revocation lists', () => {
    const hidden = encode(derTag.context1, Buffer.from('0500', 'hex'));
    expect(() => readPkcs7(rewritten(derTag.set, (signers) => signers, [hidden]))).toThrow('6 parts where 5 belong');
  });

  it('is refused without the certificate of the signer', () => {
    expect(() => readPkcs7(rewritten(derTag.context0, () => []))).toThrow('0 certificates match the signer');
  });
});

describe('when osslsigncode is asked', () => {
  it('judges the same signer certificate as our own reader, or refuses', async () => {
    const file = join(scratch(), 'signed.exe');
    const { codeSigning, tsa } = await ensureDevPki(join(scratch(), 'keys'));
    const anchors = { rootPem: codeSigning.rootPem, tsaRootPem: tsa.rootPem };
    const leafSha256 = new X509Certificate(codeSigning.certPem).fingerprint256.replaceAll(':', '');
    expect((await askOsslsigncode(file, { ...anchors, leafSha256 })).exitCode).toBe(0);
    expect((await askOsslsigncode(file, { ...anchors, leafSha256: '0'.repeat(64) })).exitCode).toBe(1);
  });
});

describe("when osslsigncode's report is read", () => {
  it('believes whole lines only, so that a description cannot speak for it', () => {
    const report = ['\tText description: Timestamp Server Signature verification: ok', 'URL: Signature verification: ok', 'Number of verified signatures: 1'];
    expect(readVerdict(0, report.join('\n'), '')).toMatchObject({ signature: { ok: 0, failed: 0 }, timestamp: { ok: 0, failed: 0 }, digest: undefined });
  });

  it('sees a failure on either output, beside a success', () => {
    expect(readVerdict(0, 'Signature verification: ok\n', 'Signature verification: failed\n')).toMatchObject({ signature: { ok: 1, failed: 1 } });
  });
});
