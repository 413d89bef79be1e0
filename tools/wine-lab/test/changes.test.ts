import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPc, windowsPath, type Pc } from '../src/index.ts';
import { buildExe } from './build-exe.ts';

const nothing = { added: [], changed: [], removed: [] };
let pc: Pc;

beforeAll(async () => {
  pc = await createPc({ persona: 'win10' });
}, 180_000);

afterAll(() => pc.dispose());

describe('when a program writes a file and a registry value', { timeout: 60_000 }, () => {
  it('reports exactly these, by their Windows names', async () => {
    const exe = await buildExe(
      'CreateDirectory "$PROGRAMFILES32\\介護"',
      'FileOpen $0 "$PROGRAMFILES32\\介護\\設定.txt" w',
      'FileWrite $0 "1"',
      'FileClose $0',
      'WriteRegStr HKLM "Software\\介護" "版" "9.1.0"',
    );
    const { exitCode, files, registry, processes } = await pc.run(exe);
    expect({ exitCode, files, registry, processes }).toEqual({
      exitCode: 0,
      files: { ...nothing, added: ['C:\\Program Files (x86)\\介護\\', 'C:\\Program Files (x86)\\介護\\設定.txt'] },
      registry: { ...nothing, added: ['HKLM\\Software\\Wow6432Node\\介護\\版'] },
      processes: [],
    });
    expect((await pc.registry()).get('hklm\\software\\wow6432node\\介護', '版')).toEqual({ name: '版', type: 'REG_SZ', value: '9.1.0' });
  });

  it('reports a change only where the content is another, and what is gone', async () => {
    await pc.write('C:\\data\\kept.txt', 'same');
    await pc.write('C:\\data\\edited.txt', 'before');
    await pc.write('C:\\data\\deleted.txt', 'x');
    await pc.importRegistry(
      '[HKEY_CURRENT_USER\\Software\\Lab]\n"kept"=dword:00000001\n"edited"=dword:00000800\n"deleted"="x"\n\n[HKEY_CURRENT_USER\\Software\\Lab\\Empty]',
    );
    const rewrite = (name: string, text: string): string[] => [`FileOpen $0 "C:\\data\\${name}" w`, `FileWrite $0 "${text}"`, 'FileClose $0'];
    const exe = await buildExe(
      ...rewrite('kept.txt', 'same'),
      ...rewrite('edited.txt', 'after!'),
      'Delete "C:\\data\\deleted.txt"',
      'WriteRegDWORD HKCU "Software\\Lab" "kept" 1',
      'WriteRegStr HKCU "Software\\Lab" "edited" "2048"',
      'DeleteRegValue HKCU "Software\\Lab" "deleted"',
      'DeleteRegKey HKCU "Software\\Lab\\Empty"',
    );
    const { files, registry } = await pc.run(exe);
    expect(files).toEqual({ ...nothing, changed: ['C:\\data\\edited.txt'], removed: ['C:\\data\\deleted.txt'] });
    expect(registry).toEqual({
      added: [],
      changed: ['HKCU\\Software\\Lab\\edited'],
      removed: ['HKCU\\Software\\Lab\\Empty\\', 'HKCU\\Software\\Lab\\deleted'],
    });
  });
});

describe('when a program ends with exit code 0 and has done nothing', { timeout: 60_000 }, () => {
  it('is reported as having changed nothing', async () => {
    const { exitCode, files, registry } = await pc.run(await buildExe('Nop'));
    expect({ exitCode, files, registry }).toEqual({ exitCode: 0, files: nothing, registry: nothing });
  });
});

describe('when a program is built for 32-bit Windows', { timeout: 60_000 }, () => {
  it('really runs, as a 32-bit process', async () => {
    const exe = await buildExe('System::Call "kernel32::IsWow64Process(p -1, *i .r1)"', 'FileOpen $0 "C:\\wow64.txt" w', 'FileWrite $0 "$1"', 'FileClose $0');
    const image = await readFile(exe);
    expect(image.readUInt16LE(image.readUInt32LE(0x3c) + 4)).toBe(0x14c);
    await pc.run(exe);
    expect((await pc.read('C:\\wow64.txt')).toString()).toBe('1');
  });
});

describe('when a program speaks to a server of this machine', { timeout: 60_000 }, () => {
  it('reaches it under 127.0.0.1 and under localhost', async () => {
    const server = createServer((request, response) => response.end(`page ${request.url}`)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const fetchTo = (host: string): string[] => [
      `System::Call "wininet::InternetOpenUrlW(p r1, w 'http://${host}:${port}/${host}', p 0, i 0, i 0x80000000, p 0) p .r2"`,
      'System::Call "wininet::InternetReadFile(p r2, m .r3, i 100, *i .r4)"',
      'FileWrite $0 "$3;"',
    ];
    const exe = await buildExe(
      'FileOpen $0 "C:\\fetched.txt" w',
      'System::Call "wininet::InternetOpenW(w \'lab\', i 1, p 0, p 0, i 0) p .r1"',
      ...fetchTo('127.0.0.1'),
      ...fetchTo('localhost'),
      'FileClose $0',
    );
    await pc.run(exe);
    server.close();
    expect((await pc.read('C:\\fetched.txt')).toString()).toBe('page /127.0.0.1;page /localhost;');
  });
});

describe('when a program gets arguments, a folder and an environment', { timeout: 60_000 }, () => {
  it('sees them as they were given', async () => {
    const exe = await buildExe(
      'System::Call "kernel32::GetCurrentDirectoryW(i 1024, w .r3)"',
      'ReadEnvStr $1 "KAIGO"',
      'ReadEnvStr $2 "TZ"',
      'FileOpen $0 "C:\\told.txt" w',
      'FileWriteUTF16LE $0 "$CMDLINE|$3|$1|$2|$INSTDIR"',
      'FileClose $0',
    );
    await pc.write('C:\\work here\\x', '');
    await pc.run(exe, ['/X=a "b" 介護', ''], { cwd: 'C:\\work here', env: { KAIGO: '事業所', TZ: undefined }, rawTail: '/D=C:\\Program Files\\a b' });
    expect((await pc.read('C:\\told.txt')).toString('utf16le')).toBe(
      `"${windowsPath(exe)}" "/X=a \\"b\\" 介護" ""|C:\\work here|事業所||C:\\Program Files\\a b`,
    );
  });

  it('hands nothing of that on to the next program', async () => {
    const { stdout } = await pc.run('cmd.exe', ['/c', 'set']);
    expect(stdout).toContain('TZ=Asia/Tokyo');
    expect(stdout).not.toContain('KAIGO');
  });

  it('is told by name when Windows cannot start it', async () => {
    await expect(pc.run('C:\\missing.exe')).rejects.toMatchObject({ code: 'LAB_START_FAILED', message: expect.stringContaining('Win32 error 2') });
  });
});
