import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCertificate } from '../test/create-certificate.ts';
import { parseTrust } from './trust.ts';

describe('when a trust file is read', () => {
  const crl = '-----BEGIN X509 CRL-----\nMIIB\n-----END X509 CRL-----\n';
  const pin = (seed: number): string => Buffer.alloc(32, seed).toString('base64');
  let good: { formatVersion: number; ca: string[]; crl: string[]; pins: string[] };
  let notCa: string;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'togo-trust-'));
    const ca = await createCertificate(folder, ['keyUsage=critical,keyCertSign,cRLSign']);
    good = { formatVersion: 1, ca: [ca.toString()], crl: [crl], pins: [pin(1), pin(2)] };
    notCa = (await createCertificate(folder, ['basicConstraints=critical,CA:FALSE'])).toString();
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('accepts a whole one', () => {
    expect(parseTrust(JSON.stringify(good))).toEqual(good);
  });

  it.each([
    ['another format', () => ({ ...good, formatVersion: 2 }), 'formatVersion: expected 1'],
    ['an unknown key', () => ({ ...good, proxy: '' }), 'proxy: unknown key'],
    ['no root', () => ({ ...good, ca: [] }), 'ca: expected at least 1, got 0'],
    ['a root that is no CA', () => ({ ...good, ca: [notCa] }), 'ca[0]: expected one PEM certificate of a CA'],
    ['two certificates in one entry', () => ({ ...good, ca: [`${good.ca[0]}\n${good.ca[0]}`] }), 'ca[0]: expected one PEM certificate of a CA'],
    ['a root that is junk', () => ({ ...good, ca: ['junk'] }), 'ca[0]: expected one PEM certificate of a CA'],
    ['no revocation list', () => ({ ...good, crl: [] }), 'crl: expected at least 1, got 0'],
    ['too few revocation lists', () => ({ ...good, intermediates: good.ca }), 'crl: expected at least 2, got 1'],
    ['a revocation list that is none', () => ({ ...good, crl: [good.ca[0]] }), 'crl[0]: expected one PEM revocation list'],
    ['no backup pin', () => ({ ...good, pins: [pin(1)] }), 'pins: expected at least 2, got 1'],
    ['a backup pin that is the first one', () => ({ ...good, pins: [pin(1), pin(1)] }), 'pins: expected a backup pin that differs'],
    ['a pin of the wrong length', () => ({ ...good, pins: [pin(1), 'AAAA'] }), 'pins[1]: expected base64 of 32 bytes'],
    ['a list of numbers', () => ({ ...good, pins: [1, 2] }), 'pins: expected a list of text'],
    ['no object', () => [], 'expected a JSON object'],
  ])('refuses %s', (_name, written, message) => {
    expect(() => parseTrust(JSON.stringify(written()))).toThrow(message);
  });

  it('reports all faults together', () => {
    expect(() => parseTrust('{}')).toThrow(/formatVersion: .*; ca: .*; crl: .*; pins: /);
  });

  it('refuses text that is no JSON, or too much of it', () => {
    expect(() => parseTrust('{')).toThrow('expected JSON');
    expect(() => parseTrust(' '.repeat(300_000))).toThrow('expected at most 262144 characters');
  });
});
