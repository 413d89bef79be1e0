import { readFile } from 'node:fs/promises';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildChecker, type BuiltChecker } from './checker.ts';

const japanese = 1041;
const shiftJis = 932;
const manifestType = 24;
const maxBytes = 250_000;

let first: BuiltChecker;
let second: BuiltChecker;
let bytes: Buffer;
let resources: NtExecutableResource;

beforeAll(async () => {
  first = await buildChecker();
  second = await buildChecker();
  bytes = await readFile(first.exe);
  resources = NtExecutableResource.from(NtExecutable.from(bytes));
});
afterAll(async () => {
  await first[Symbol.asyncDispose]();
  await second[Symbol.asyncDispose]();
});

describe('when the checker is built', () => {
  it('is the same bytes in another folder', async () => {
    expect((await readFile(second.exe)).equals(bytes)).toBe(true);
  });

  it('is small enough to be fetched over any line', () => {
    expect(bytes.length).toBeLessThanOrEqual(maxBytes);
  });

  it('runs on 32-bit Windows', () => {
    expect(NtExecutable.from(bytes).is32bit()).toBe(true);
  });

  it('asks for no administrator, is sharp on scaled displays, and is not lied to about the Windows version', () => {
    const manifest = resources.entries.find(({ type }) => type === manifestType);
    const text = Buffer.from(manifest?.bin ?? new ArrayBuffer(0)).toString('utf8');
    expect(text).toMatch(/requestedExecutionLevel level="asInvoker" uiAccess="false"/);
    expect(text).toMatch(/<dpiAware[^>]*>true/);
    expect(text).toContain('{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}'); // Windows 10
    expect(text).toContain('{1f676c76-80e1-4239-95bb-83d0f6d0da78}'); // Windows 8.1
  });

  it('introduces itself in Japanese', () => {
    const [version] = Resource.VersionInfo.fromEntries(resources.entries);
    expect(version?.getStringValues({ lang: japanese, codepage: shiftJis })).toMatchObject({
      ProductName: 'IE設定チェックツール',
      FileDescription: 'IE設定チェックツール',
      ProductVersion: '9.1.0',
      FileVersion: '9.1.0',
      OriginalFilename: 'IESettingsCheck-9.1.0.exe',
    });
  });

  it('has an icon of its own in every size', () => {
    const [group] = Resource.IconGroupEntry.fromEntries(resources.entries);
    expect(group?.icons.map(({ width }) => width || 256)).toEqual([16, 20, 24, 32, 48, 256]);
  });
});
