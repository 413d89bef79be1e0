import { appendFile, copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { developmentIdentity, ensureDevPki, signAuthenticode, signCached, unsignedSha256, verifyAuthenticode } from '../src/index.ts';
import type { CachedSignature, DevPki, SigningIdentity } from '../src/index.ts';
import { buildProgram } from './programs.ts';
import { useScratch } from './scratch.ts';
import { flipTimestamp } from './tamper.ts';

const scratch = useScratch();
let pki: DevPki;
let identity: SigningIdentity;
let unsigned: string;

beforeAll(async () => {
  pki = await ensureDevPki(join(scratch(), 'keys'));
  identity = developmentIdentity(pki, 'Togo test program');
  unsigned = await buildProgram(scratch(), 'unsigned');
});

async function signCopy(name: string, cache: string, changed: Partial<SigningIdentity> = {}): Promise<CachedSignature & { bytes: Buffer }> {
  const file = join(scratch(), `${name}.exe`);
  await copyFile(unsigned, file);
  const signed = await signCached(file, join(scratch(), cache), { ...identity, ...changed });
  return { ...signed, bytes: await readFile(file) };
}

async function signedOther(): Promise<string> {
  const other = await buildProgram(scratch(), 'other', 7);
  await signAuthenticode(other, identity);
  return other;
}

describe('when the same program is signed again with a cache', () => {
  it('gets the same signed bytes, wherever it lies', async () => {
    const first = await signCopy('first', 'cache');
    const second = await signCopy('second', 'cache');
    expect([first.fromCache, second.fromCache]).toEqual([false, true]);
    expect(second.bytes.equals(first.bytes)).toBe(true);
    expect(second.unsignedSha256).toBe(unsignedSha256(await readFile(unsigned)));
    const checks = await verifyAuthenticode(join(scratch(), 'second.exe'), { rootPem: pki.codeSigning.rootPem, tsaRootPem: pki.tsa.rootPem });
    expect(checks.filter((check) => !check.ok)).toEqual([]);
  });

  it('keeps the bytes when the file is signed already', async () => {
    const first = await signCopy('first', 'cache');
    const again = await signCached(join(scratch(), 'first.exe'), join(scratch(), 'cache'), identity);
    expect(again).toMatchObject({ sha256: first.sha256, fromCache: true });
  });

  it('signs anew for another description', async () => {
    const first = await signCopy('first', 'cache');
    const other = await signCopy('other', 'cache', { description: 'something else' });
    expect(other).toMatchObject({ fromCache: false, unsignedSha256: first.unsignedSha256 });
    expect(other.sha256).not.toBe(first.sha256);
  });

  it('signs anew for other keys', async () => {
    const stranger = developmentIdentity(await ensureDevPki(join(scratch(), 'stranger')), identity.description);
    expect(await signCopy('strange', 'cache', stranger)).toMatchObject({ fromCache: false });
  });

  it.each([
    { damage: 'bytes appended', change: async (entry: string) => await appendFile(entry, 'AAAAAAAA') },
    { damage: 'cut off', change: async (entry: string) => await writeFile(entry, (await readFile(entry)).subarray(0, 3000)) },
    { damage: 'no program', change: async (entry: string) => await copyFile('/bin/true', entry) },
    { damage: 'a broken timestamp', change: async (entry: string) => await writeFile(entry, flipTimestamp(await readFile(entry))) },
    { damage: 'another program of the same signer', change: async (entry: string) => await copyFile(await signedOther(), entry) },
  ])('throws a damaged entry away and signs anew: $damage', async ({ damage, change }) => {
    const cache = `cache ${damage}`;
    await signCopy('first', cache);
    const [entry] = await readdir(join(scratch(), cache));
    await change(join(scratch(), cache, entry ?? ''));
    expect(await signCopy('repaired', cache)).toMatchObject({ fromCache: false });
    expect(await signCopy('repaired', cache)).toMatchObject({ fromCache: true });
  });

  it('ends with one signature when several builds sign at once', async () => {
    const signed = await Promise.all(['a', 'b', 'c', 'd'].map((name) => signCopy(name, 'shared')));
    expect(new Set(signed.map(({ sha256 }) => sha256)).size).toBe(1);
    expect(await readdir(join(scratch(), 'shared'))).toHaveLength(1);
  });
});
