import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '@togo/foundation/run';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCertificate } from '../test/create-certificate.ts';
import { readChainFacts } from './certificate-facts.ts';
import { leadsToKnownRoot } from './issuer.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'togo-facts-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('when the facts of a certificate are read', () => {
  it('finds names, purpose and strength', async () => {
    const { raw } = await createCertificate(folder, [
      'subjectAltName=DNS:a.test,DNS:b.test,IP:127.0.0.1,IP:::1',
      'extendedKeyUsage=serverAuth,clientAuth',
      'keyUsage=critical,digitalSignature',
    ]);
    expect(readChainFacts([raw])).toEqual([
      {
        subject: 'CN=a.test',
        dnsNames: ['a.test', 'b.test'],
        ipAddresses: ['127.0.0.1', '0:0:0:0:0:0:0:1'],
        extendedKeyUsage: ['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2'],
        digitalSignature: true,
        keyType: 'ec',
        keyBits: 256,
        spkiSha256: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
        signedByNext: true,
      },
    ]);
  });

  it('takes no text inside a name for another name', async () => {
    const config = join(folder, 'comma.cnf');
    await writeFile(config, '[req]\ndistinguished_name=dn\nx509_extensions=x\n[dn]\n[x]\nsubjectAltName=@san\n[san]\nDNS.1=evil.test\\, DNS:a.test\n');
    const { raw } = await createCertificate(folder, [], ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-config', config]);
    expect(readChainFacts([raw])[0]?.dnsNames).toEqual([expect.stringMatching(/^"evil\.test.+DNS:a\.test"$/)]);
  });

  it('computes the pin that openssl computes', async () => {
    const { raw } = await createCertificate(folder, [], ['rsa:2048']);
    await run('openssl', ['pkey', '-in', join(folder, 'key.pem'), '-pubout', '-outform', 'DER', '-out', join(folder, 'public.der')]);
    await run('openssl', ['dgst', '-sha256', '-binary', '-out', join(folder, 'digest'), join(folder, 'public.der')]);
    const expected = (await readFile(join(folder, 'digest'))).toString('base64');
    expect(readChainFacts([raw])[0]).toMatchObject({ spkiSha256: expected, keyType: 'rsa', keyBits: 2048 });
  });

  it.each([
    ['is absent', [], true],
    ['allows signatures', ['keyUsage=digitalSignature'], true],
    ['allows signatures and more, critically', ['keyUsage=critical,digitalSignature,keyEncipherment'], true],
    ['allows only encipherment', ['keyUsage=critical,keyEncipherment'], false],
    ['allows only what needs a second byte', ['keyUsage=keyAgreement,decipherOnly'], false],
  ])('reads a key usage that %s', async (_name, extensions, allowed) => {
    const { raw } = await createCertificate(folder, extensions);
    expect(readChainFacts([raw])[0]?.digitalSignature).toBe(allowed);
  });

  it('sees that a certificate was not signed by the next one', async () => {
    const [one, other] = [await createCertificate(folder, []), await createCertificate(folder, [])];
    expect(readChainFacts([one.raw, other.raw]).map((facts) => facts.signedByNext)).toEqual([false, true]);
  });
});

describe('when an issuer is looked for', () => {
  it('knows a root by its key, not by its name', async () => {
    const [known, namesake] = [await createCertificate(folder, []), await createCertificate(folder, [])];
    const trust = { formatVersion: 1, ca: [known.toString()], crl: [], pins: [] } as const;
    expect(leadsToKnownRoot([known.raw], trust)).toBe(true);
    expect(leadsToKnownRoot([namesake.raw, known.raw], trust)).toBe(false);
    expect(leadsToKnownRoot([], trust)).toBe(false);
    expect(leadsToKnownRoot([Buffer.from('junk')], trust)).toBe(false);
  });
});
