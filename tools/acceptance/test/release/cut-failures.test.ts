import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { appendFile, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '@togo/foundation/run';
import { cacheDir } from '@togo/needs';
import { unsignedImage } from '@togo/signing';
import { scratchCheckout, type ScratchCheckout } from '@togo/workspace';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshCheckout } from '../../src/fresh-checkout.ts';

const minute = 60_000;
const version = '9.1.0';

describe('when a cut cannot be finished', () => {
  let checkout: ScratchCheckout;

  beforeAll(async () => {
    checkout = await scratchCheckout(cacheDir());
  });

  afterAll(async () => {
    await checkout?.remove();
  });

  const leftBehind = async (): Promise<string[]> => (await readdir(join(checkout.dir, 'dist')).catch(() => [])).filter((name) => name !== 'out-tsc');

  it('a release.yaml with ten faults gets ten lines, each with its place, and nothing is built', async () => {
    const path = join(checkout.dir, 'releases', version, 'release.yaml');
    const good = await readFile(path, 'utf8');
    const bad = good
      .replace(/^formatVersion:.*/m, 'formatVersion: 2')
      .replace(/^version:.*/m, 'version: "9.1"')
      .replace(/^title:.*/m, 'title: TLS')
      .replace(/min:.*/, 'min: TLSv1.4')
      .replace(/max:.*/, 'max: TLSv1.3')
      .replace(/arch:.*/, 'arch: arm64')
      .replace(/sha256:.*/, 'sha256: abc')
      .replace(/host:.*/, 'host: Localhost')
      .replace(/probePath:.*/, 'probePath: handshake')
      .replace(/^publishUrl:.*/m, 'publishUrl: ftp://example');
    await writeFile(path, bad);
    const { exitCode, stderr } = await checkout.togo('cut', version);
    await writeFile(path, good);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('10 faults');
    expect(stderr.match(/releases\/9\.1\.0\/release\.yaml:\d+:\d+ /g)).toHaveLength(10);
    expect(await leftBehind()).toEqual([]);
  });

  it('an unknown version is a usage error that lists the known ones', async () => {
    const { exitCode, stderr } = await checkout.togo('cut', '7.0.0');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('releases/ has: 9.0.0, 9.1.0');
  });

  const damages: readonly [how: string, damage: (exe: Buffer) => Buffer][] = [
    ['truncated', (exe) => exe.subarray(0, exe.length - 4096)],
    ['tampered with', (exe) => Buffer.from(exe).fill(exe[500_000]! ^ 1, 500_000, 500_001)],
    ['no longer signed', unsignedImage],
  ];

  it.each(damages)('a node.exe that is %s stops it, and what failed is named', async (_how, damage) => {
    const own = await freshCheckout();
    try {
      await plantRuntime(own, damage);
      const { exitCode, stderr } = await own.togo('cut', version);
      expect(exitCode).toBe(1);
      expect(stderr).toMatch(/node\.exe failed \d+ of \d+ checks[\s\S]*runtime\.sha256: expected ae3f4245/);
      expect(await readdir(join(own.dir, 'dist'))).toEqual([]);
    } finally {
      await own.remove();
    }
  }, 2 * minute);

  it('a full disk in the middle leaves nothing half-written', async () => {
    const small = await mkdtemp(join(tmpdir(), 'togo-small-'));
    // Scratch space of 1 MB: the first build that needs more of it meets the end of the disk.
    const script = 'mount -t tmpfs -o size=1m tmpfs "$1" && TMPDIR="$1" exec "$2" cut 9.1.0 --unsigned';
    const { exitCode, stderr } = await run('unshare', ['--mount', 'sh', '-c', script, 'sh', small, join(checkout.dir, 'togo')], { env: { TOGO_CACHE: checkout.cacheDir }, okExitCodes: [4] });
    expect(exitCode).toBe(4);
    expect(stderr).toContain('the disk is full; nothing was published');
    expect(await leftBehind()).toEqual([]);
    await rm(small, { recursive: true });
  }, 2 * minute);

  it('a disk without room stops it before it starts', async () => {
    const small = await mkdtemp(join(tmpdir(), 'togo-small-'));
    const script = 'mount -t tmpfs -o size=10m tmpfs "$1" && "$2" cut 9.1.0 --dist "$1"; code=$?; ls -A "$1"; exit $code';
    const { stdout, stderr } = await run('unshare', ['--mount', 'sh', '-c', script, 'sh', small, join(checkout.dir, 'togo')], { okExitCodes: [4] });
    expect(stderr).toMatch(/a cut needs \d+ MB free .*there are 10 MB/);
    expect(stdout).toBe('');
    await rm(small, { recursive: true });
  });

  it('Ctrl-C leaves no partial release and no scratch folder', async () => {
    await appendFile(join(checkout.dir, 'apps/installer/src/build.ts'), '\n');
    const child = spawn(join(checkout.dir, 'togo'), ['cut', version], { env: { ...process.env, TOGO_CACHE: checkout.cacheDir }, stdio: ['ignore', 'ignore', 'pipe'] });
    const exited = once(child, 'exit') as Promise<[number]>;
    let said = '';
    for await (const chunk of child.stderr) {
      const before = said;
      said += String(chunk);
      if (said.includes('write release.json') && !before.includes('write release.json')) child.kill('SIGINT');
    }
    const [code] = await exited;
    expect(code, said).toBe(130);
    expect(said).toContain('nothing was published');
    expect(await leftBehind()).toEqual([]);
  }, 2 * minute);
});

/** Puts a damaged runtime where the fetched one lies, under the name that its bytes ask for. */
async function plantRuntime(checkout: ScratchCheckout, damage: (exe: Buffer) => Buffer): Promise<void> {
  const runtimes = join(checkout.cacheDir, 'runtimes');
  const [folder = ''] = await readdir(runtimes);
  const [name = ''] = await readdir(join(runtimes, folder));
  const bytes = damage(await readFile(join(runtimes, folder, name)));
  await rm(join(runtimes, folder, name));
  await writeFile(join(runtimes, folder, `${createHash('sha256').update(bytes).digest('hex')}.exe`), bytes);
}
