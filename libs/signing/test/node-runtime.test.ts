import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { sha256 } from '@togo/foundation';
import { listFiles } from '@togo/foundation/files';
import { run } from '@togo/foundation/run';
import { Header } from 'tar';
import { beforeAll, describe, expect, it } from 'vitest';
import { demandChecks, fetchNodeRuntime, verifyNodeRuntime } from '../src/index.ts';
import type { Check, FetchedRuntime, RuntimeCheckId } from '../src/index.ts';
import { readPackageEntry } from '../src/runtime/read-package-entry.ts';
import { buildProgram, tampered } from './programs.ts';
import { useScratch } from './scratch.ts';
import { append, flipCode, flipTimestamp, hideBehindSignature, stripSignature } from './tamper.ts';

const scratch = useScratch();
const version = '22.23.2';
const expectedSha256 = 'ae3f4245f4b87a79b1a9f66fbede12f526adc3dea9c4bdb50d66ed8c88eb395a';
let lockIntegrity: string;
let runtime: FetchedRuntime;

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version: string; readonly integrity: string }>>;
}

beforeAll(async () => {
  const lock = JSON.parse(await readFile(new URL('../../../package-lock.json', import.meta.url), 'utf8')) as Lock;
  const entry = lock.packages['node_modules/node-win-x86'];
  expect(entry?.version).toBe(version);
  lockIntegrity = entry?.integrity ?? '';
  runtime = await fetchNodeRuntime({ version, lockIntegrity, cacheDir: join(scratch(), 'cache') });
});

describe('when the Windows runtime is fetched', () => {
  it('unpacks node.exe and nothing else', async () => {
    expect(runtime).toMatchObject({ sha256: expectedSha256, fromCache: false });
    expect(await listFiles(join(scratch(), 'cache'))).toEqual([`node-win-x86-22.23.2-2822050a2e6ba744/${expectedSha256}.exe`]);
  });

  it('takes it from the cache the next time', async () => {
    expect(await fetchNodeRuntime({ version, lockIntegrity, cacheDir: join(scratch(), 'cache') })).toEqual({ ...runtime, fromCache: true });
  });

  it('notices a damaged cache and fetches again', async () => {
    const cacheDir = join(scratch(), 'damaged');
    const { exePath } = await fetchNodeRuntime({ version, lockIntegrity, cacheDir });
    await writeFile(exePath, 'damaged');
    const again = await fetchNodeRuntime({ version, lockIntegrity, cacheDir });
    expect(again).toEqual({ exePath, sha256: expectedSha256, fromCache: false });
    expect(sha256(await readFile(exePath))).toBe(expectedSha256);
  });

  it('refuses a package that is not the one in the lock, and keeps nothing', async () => {
    const other = `sha512-${Buffer.alloc(64, 7).toString('base64')}`;
    const fetching = fetchNodeRuntime({ version, lockIntegrity: other, cacheDir: join(scratch(), 'wrong') });
    const message = `node-win-x86 22.23.2: expected ${other} (package-lock.json), got ${lockIntegrity}.`;
    await expect(fetching).rejects.toMatchObject({ code: 'RUNTIME_INTEGRITY', message });
    await expect(stat(join(scratch(), 'wrong'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it.each(['', 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=', 'sha512-short'])('refuses an integrity that proves nothing: %j', async (integrity) => {
    await expect(fetchNodeRuntime({ version, lockIntegrity: integrity, cacheDir: scratch() })).rejects.toMatchObject({ code: 'RUNTIME_INTEGRITY' });
  });

  it('says so when the registry has no such version', async () => {
    const fetching = fetchNodeRuntime({ version: '22.23.2-none', lockIntegrity, cacheDir: join(scratch(), 'none') });
    await expect(fetching).rejects.toMatchObject({ code: 'RUNTIME_UNAVAILABLE' });
  });
});

describe('when the package is not what it should be', () => {
  function entry(path: string, content: string, type: 'File' | 'SymbolicLink' = 'File'): Buffer {
    const header = new Header({ path, size: content.length, type, mode: 0o644, ...(type === 'File' ? {} : { linkpath: '/etc/passwd' }) });
    const block = Buffer.alloc(512);
    header.encode(block, 0);
    return Buffer.concat([block, Buffer.from(content), Buffer.alloc((512 - (content.length % 512)) % 512)]);
  }
  const archive = (...entries: Buffer[]): Buffer => gzipSync(Buffer.concat([...entries, Buffer.alloc(1024)]));
  const read = async (bytes: Buffer, maxBytes = 1000): Promise<string> => (await readPackageEntry(bytes, 'package/bin/node.exe', maxBytes)).toString();

  it('reads the wanted file among others', async () => {
    expect(await read(archive(entry('package/package.json', '{}'), entry('package/bin/node.exe', 'MZ'), entry('../../evil', 'x')))).toBe('MZ');
  });

  it.each([
    { what: 'no node.exe', bytes: archive(entry('package/package.json', '{}')), why: 'stands in it 0 times' },
    { what: 'two of them', bytes: archive(entry('package/bin/node.exe', 'a'), entry('package/bin/node.exe', 'b')), why: 'stands in it 2 times' },
    { what: 'a link', bytes: archive(entry('package/bin/node.exe', '', 'SymbolicLink')), why: 'is a SymbolicLink' },
    { what: 'a file over the limit', bytes: archive(entry('package/bin/node.exe', 'x'.repeat(1001))), why: 'of 1001 bytes' },
    { what: 'a cut-off archive', bytes: archive(entry('package/bin/node.exe', 'x'.repeat(900))).subarray(0, 60), why: 'damaged' },
    { what: 'no archive', bytes: Buffer.from('<html>not found</html>'), why: '' },
  ])('refuses $what', async ({ bytes, why }) => {
    await expect(read(bytes)).rejects.toMatchObject({ code: 'RUNTIME_ARCHIVE', message: expect.stringContaining(why) });
  });
});

describe('when the Windows runtime is verified', () => {
  const verify = async (exePath: string, expected: { expectedSha256?: string; expectedVersion?: string } = {}): Promise<Check<RuntimeCheckId>[]> =>
    await verifyNodeRuntime({ exePath, expectedSha256, expectedVersion: version, ...expected });
  const unsigned = ['present', 'table', 'chain', 'timestamp', 'eku', 'organization'].map((name) => `signature.${name}` as RuntimeCheckId);
  const failed = (checks: Check<RuntimeCheckId>[]): RuntimeCheckId[] => checks.filter((check) => !check.ok).map((check) => check.id);

  it('passes every check as OpenJS Foundation signed it', async () => {
    const checks = await verify(runtime.exePath);
    expect(checks.filter((check) => !check.ok)).toEqual([]);
    expect(checks).toHaveLength(11);
  });

  it('asks no server: it passes where there is no network at all', async () => {
    const script = `
      import { networkInterfaces } from 'node:os';
      import { verifyNodeRuntime } from ${JSON.stringify(new URL('../src/index.ts', import.meta.url).href)};
      const [exePath, expectedSha256, expectedVersion] = process.argv.slice(1);
      const checks = await verifyNodeRuntime({ exePath, expectedSha256, expectedVersion });
      const networks = Object.keys(networkInterfaces()).filter((name) => name !== 'lo');
      console.log(JSON.stringify({ networks, passed: checks.filter((check) => check.ok).length }));`;
    const node = [process.execPath, '--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script, runtime.exePath, expectedSha256, version];
    const { stdout } = await run('bwrap', ['--dev-bind', '/', '/', '--unshare-net', ...node]);
    expect(JSON.parse(stdout)).toEqual({ networks: [], passed: 11 });
  });

  it.each<{ what: string; change: (bytes: Buffer) => Buffer; ids: RuntimeCheckId[] }>([
    { what: 'one bit flipped in its code', change: flipCode, ids: ['runtime.sha256', 'signature.digest', 'signature.chain', 'signature.timestamp'] },
    { what: 'one bit flipped in its timestamp', change: flipTimestamp, ids: ['runtime.sha256', 'signature.timestamp'] },
    { what: 'bytes hidden in its certificate table', change: hideBehindSignature, ids: ['runtime.sha256', 'signature.table'] },
    { what: 'bytes appended', change: (bytes) => append(bytes, 1), ids: ['runtime.sha256', 'signature.table'] },
    { what: 'truncated', change: (bytes) => bytes.subarray(0, 40_000_000), ids: ['runtime.machine', 'runtime.version', 'runtime.sha256', ...unsigned] },
    { what: 'its signature stripped', change: stripSignature, ids: ['runtime.sha256', ...unsigned] },
  ])('refuses a copy: $what', async ({ what, change, ids }) => {
    const copy = join(scratch(), 'copy.exe');
    await writeFile(copy, change(await readFile(runtime.exePath)));
    const checks = await verify(copy);
    expect(failed(checks)).toEqual(expect.arrayContaining(ids));
    expect(() => demandChecks(`node.exe (${what})`, checks)).toThrow(new RegExp(`runtime\\.sha256: expected ${expectedSha256}; got [0-9a-f]{64}`));
  });

  it('refuses another version than the release names, though its signature is good', async () => {
    expect(failed(await verify(runtime.exePath, { expectedSha256: 'f'.repeat(64) }))).toEqual(['runtime.sha256']);
    expect(failed(await verify(runtime.exePath, { expectedVersion: '22.22.0' }))).toEqual(['runtime.version']);
  });

  it('refuses a program of another publisher and another machine, even with the right hash', async () => {
    const own = await buildProgram(scratch(), 'own');
    const x64 = await tampered(own, 'x64', (bytes) => {
      bytes.writeUInt16LE(0x8664, bytes.readUInt32LE(0x3c) + 4);
      return bytes;
    });
    const checks = await verify(x64, { expectedSha256: sha256(await readFile(x64)) });
    expect(checks.find((check) => check.id === 'runtime.machine')).toMatchObject({ ok: false, expected: 'x86', got: 'x64' });
    expect(failed(checks)).toEqual(expect.arrayContaining(['runtime.version', 'signature.present', 'signature.organization']));
  });

  it('keeps no temporary files', async () => {
    expect((await readdir(scratch())).filter((name) => name.startsWith('.'))).toEqual([]);
  });
});
