import { mkdir, mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { hashFile } from '@togo/foundation/files';
import { run } from '@togo/foundation/run';
import { readPe, type PeFacts } from './pe.ts';
import { runBuild } from './stand-in/release.ts';

async function build(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'togo-launcher-'));
  await mkdir(join(folder, 'deep'));
  const request = join(folder, 'request.json');
  const launcher = { formatVersion: 1, version: '9.1.0', productName: '介護伝送ソフト', sourceDate: 1_618_794_000 };
  await writeFile(request, JSON.stringify({ ...launcher, out: folder, work: join(folder, 'deep/work') }));
  await runBuild('build-launcher.ts', request);
  return join(folder, 'denso.exe');
}

describe('when the launcher is built', { timeout: 60_000 }, () => {
  let exe: string;
  let facts: PeFacts;
  beforeAll(async () => {
    exe = await build();
    facts = await readPe(exe);
  }, 60_000);

  it('is a 32-bit program with address randomisation and no executable data', () => {
    expect(facts.machine).toBe(0x14c);
    expect(facts.flags & 0x8140).toBe(0x8140);
  });

  it('says in Japanese what it is', () => {
    expect(facts.version).toMatchObject({ ProductName: '介護伝送ソフト', FileDescription: '介護伝送ソフト', ProductVersion: '9.1.0', OriginalFilename: 'denso.exe' });
  });

  it('asks for no administrator rights and names the Windows versions that it knows', () => {
    expect(facts.manifest).toContain('level="asInvoker"');
    expect(facts.manifest).toContain('{1f676c76-80e1-4239-95bb-83d0f6d0da78}');
    expect(facts.manifest).toContain('{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}');
    expect(facts.manifest).toContain('true/pm</dpiAware>');
  });

  it('has its icon in every size from 16 to 256 pixels', () => {
    expect(facts.iconSizes.toSorted((a, b) => a - b)).toEqual([16, 20, 24, 32, 40, 48, 64, 128, 256]);
  });

  it('loads nothing but what Windows always has in its system folder', async () => {
    const { stdout } = await run('i686-w64-mingw32-objdump', ['-p', exe]);
    const names = [...stdout.matchAll(/DLL Name: (\S+)/g)].map(([, name]) => name?.toUpperCase());
    expect(names.toSorted()).toEqual(['ADVAPI32.DLL', 'KERNEL32.DLL', 'MSVCRT.DLL', 'SHELL32.DLL', 'USER32.DLL']);
  });

  it('stays small enough to read: 200 lines, and the program without its icon under 32 KB', async () => {
    const source = await readFile(join(import.meta.dirname, '../launcher/denso.c'), 'utf8');
    expect(source.trimEnd().split('\n').length).toBeLessThanOrEqual(200);
    const { stdout } = await run('i686-w64-mingw32-objdump', ['-h', exe]);
    const resources = Number.parseInt(/\.rsrc\s+([0-9a-f]+)/.exec(stdout)?.[1] ?? '0', 16);
    expect((await stat(exe)).size - resources).toBeLessThan(32_768);
  });

  it('has the same bytes from another folder at another time, and no time in them', async () => {
    expect(await hashFile(await build())).toBe(await hashFile(exe));
    expect(facts.timestamp).toBe(0);
  });
});
