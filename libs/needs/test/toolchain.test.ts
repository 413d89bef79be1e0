import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '@togo/foundation/run';
import { describe, expect, it } from 'vitest';
import { locateToolchain, probeNeeds } from '../src/index.ts';

describe('when this machine has been provided with what a cut needs', () => {
  it('compiles a 32-bit Windows program with its makensis', { timeout: 30_000 }, async () => {
    const { makensis } = await locateToolchain();
    const folder = await mkdtemp(join(tmpdir(), 'togo-nsis-'));
    await writeFile(join(folder, 'tiny.nsi'), '\uFEFFUnicode true\nName "介護"\nOutFile tiny.exe\nSection\nSectionEnd\n');
    await run(makensis.exe, ['-V2', '-WX', 'tiny.nsi'], { cwd: folder, env: { NSISDIR: makensis.nsisDir } });
    const exe = await readFile(join(folder, 'tiny.exe'));
    const header = exe.readUInt32LE(0x3c);
    expect(exe.toString('latin1', 0, 2)).toBe('MZ');
    expect(exe.toString('latin1', header, header + 4)).toBe('PE\0\0');
    const i386 = 0x14c;
    expect(exe.readUInt16LE(header + 4)).toBe(i386);
  });

  it('has a makensis without the known holes', async () => {
    const { makensis, mingw } = await locateToolchain();
    expect(makensis.version).toMatch(/^v3\.1[1-9]/);
    expect(mingw.version).toMatch(/^\d+/);
  });

  it('tells for each need where it was found or what installs it', async () => {
    for (const { id, found, detail, remedy } of await probeNeeds()) expect([id, found ? detail : remedy]).toEqual([id, expect.stringMatching(/./)]);
  });
});

describe('when nothing has been provided', () => {
  it('says so by name instead of building with something else', async () => {
    const { PATH = '', TOGO_CACHE } = process.env;
    process.env['TOGO_CACHE'] = await mkdtemp(join(tmpdir(), 'togo-cache-'));
    process.env['PATH'] = '/nowhere';
    try {
      await expect(locateToolchain()).rejects.toMatchObject({ code: 'NEEDS_MISSING' });
    } finally {
      process.env['PATH'] = PATH;
      if (TOGO_CACHE === undefined) delete process.env['TOGO_CACHE'];
      else process.env['TOGO_CACHE'] = TOGO_CACHE;
    }
  });
});
