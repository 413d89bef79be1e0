import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { hashFile } from '@togo/foundation/files';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPc, personas, type Pc } from '../src/index.ts';
import { ensureTemplate } from '../src/prefix/template.ts';
import { buildExe } from './build-exe.ts';

let first: Pc;
let second: Pc;

beforeAll(async () => {
  [first, second] = await Promise.all([createPc({ persona: 'win10' }), createPc({ persona: 'win10' })]);
}, 180_000);

afterAll(() => Promise.all([first.dispose(), second.dispose()]));

describe('when two PCs run at once', { timeout: 60_000 }, () => {
  it('neither sees what happens on the other', async () => {
    const write = (name: string): Promise<string> =>
      buildExe(`FileOpen $0 "C:\\${name}.txt" w`, 'FileClose $0', `WriteRegStr HKCU "Software\\Twins" "${name}" "1"`, 'Sleep 500');
    const [one, other] = await Promise.all([first.run(await write('one')), second.run(await write('other'))]);
    expect([one.files.added, one.registry.added]).toEqual([['C:\\one.txt'], ['HKCU\\Software\\Twins\\one']]);
    expect([other.files.added, other.registry.added]).toEqual([['C:\\other.txt'], ['HKCU\\Software\\Twins\\other']]);
    expect([first.exists('C:\\other.txt'), second.exists('C:\\one.txt')]).toEqual([false, false]);
    expect((await second.registry()).get('HKCU\\Software\\Twins', 'one')).toBeUndefined();
  });
});

describe('when a program attacks what all PCs share', { timeout: 60_000 }, () => {
  it('changes its own PC at most, never the template, whose files it can neither write, make writable nor delete', async () => {
    const template = await ensureTemplate('win10');
    const aimedAt = ['system.ini', 'notepad.exe', 'system32/wininet.dll', 'syswow64/wininet.dll', 'regedit.exe', 'hh.exe'];
    const before = await describeFiles(template, aimedAt);
    const attack = (path: string): string[] => [
      `SetFileAttributes "${path}" NORMAL`,
      `FileOpen $0 "${path}" a`,
      'FileWrite $0 "spoiled"',
      'FileClose $0',
      `SetFileAttributes "${path}" READONLY`,
    ];
    const victims = ['C:\\windows\\system.ini', 'C:\\windows\\notepad.exe', 'C:\\windows\\system32\\wininet.dll'].flatMap(attack);
    const { files } = await first.run(
      await buildExe(...victims, 'Delete "C:\\windows\\regedit.exe"', 'CopyFiles /SILENT "C:\\windows\\win.ini" "C:\\windows\\hh.exe"'),
    );
    expect(files).toEqual({ added: [], changed: ['C:\\windows\\system.ini'], removed: [] });
    expect(await describeFiles(template, aimedAt)).toEqual(before);
    expect(await second.read('C:\\windows\\system.ini')).not.toContain('spoiled');
  });
});

/** Mode, size, time and bytes of what the attack is aimed at, through the links to where the bytes really are. */
async function describeFiles(template: string, names: readonly string[]): Promise<unknown[]> {
  return Promise.all(
    names.map(async (name) => {
      const path = join(template, 'drive_c/windows', name);
      const { mode, size, mtimeMs } = await stat(path);
      return [name, mode, size, mtimeMs, await hashFile(path)];
    }),
  );
}

describe('when a PC is shut down', { timeout: 60_000 }, () => {
  it('keeps its files and its registry for the next start', async () => {
    await first.run(await buildExe('WriteRegDWORD HKLM "Software\\Stays" "n" 7'));
    await first.shutdown();
    expect((await first.registry()).get('HKLM\\Software\\Wow6432Node\\Stays', 'n')?.value).toBe(7);
    const { stdout } = await first.run('cmd.exe', ['/c', 'reg query HKLM\\Software\\Wow6432Node\\Stays /v n']);
    expect(stdout).toContain('0x7');
  });
});

describe.each([
  ['win10', '10.0', '19043', 10],
  ['win81', '6.3', '9600', undefined],
] as const)('when the persona is %s', { timeout: 120_000 }, (persona, version, build, major) => {
  it(`Windows itself answers ${version}, in Japanese`, async () => {
    const pc = await createPc({ persona });
    try {
      const exe = await buildExe(
        'System::Alloc 276',
        'Pop $1',
        'System::Call "*$1(i 276)"',
        'System::Call "ntdll::RtlGetVersion(p r1)"',
        'System::Call "*$1(i, i .r2, i .r3)"',
        'System::Call "kernel32::GetACP() i .r4"',
        'System::Call "kernel32::GetUserDefaultUILanguage() i .r5"',
        'FileOpen $0 "C:\\version.txt" w',
        'FileWrite $0 "$2.$3 $4 $5 $LANGUAGE"',
        'FileClose $0',
      );
      await pc.run(exe);
      const japanese = 0x411;
      expect((await pc.read('C:\\version.txt')).toString()).toBe(`${version} 932 ${japanese} 1033`);
      const registry = await pc.registry();
      for (const software of ['HKLM\\Software', 'HKLM\\Software\\Wow6432Node']) {
        const version = `${software}\\Microsoft\\Windows NT\\CurrentVersion`;
        expect(registry.get(version, 'CurrentBuild')?.value).toBe(build);
        expect(registry.get(version, 'CurrentMajorVersionNumber')?.value).toBe(major);
      }
      expect(registry.get('HKLM\\Software\\Microsoft\\Internet Explorer', 'svcVersion')?.value).toMatch(/^11\./);
    } finally {
      await pc.dispose();
    }
  });
});

it('has a test for every persona', () => {
  expect(personas).toEqual(['win10', 'win81']);
});
