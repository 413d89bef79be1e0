import { describe, expect, it } from 'vitest';
import { diffRegistry } from './diff.ts';
import { readHive, readValues } from './hive.ts';
import { Registry } from './registry.ts';

const hive = (...lines: string[]): string => ['WINE REGISTRY Version 2', ';; All keys relative to \\\\Machine', '', '#arch=win64', '', ...lines, ''].join('\n');
const empty = hive();
const registry = (...lines: string[]): Registry => new Registry({ system: hive(...lines), user: empty, userdef: empty });

describe('when a hive is read', () => {
  it('knows every form in which Wine writes a value', () => {
    const [key] = readHive(
      hive(
        '[Software\\\\\\x4ecb\\x8b77\\\\A\\]B] 1795368643',
        '#time=1dd7aa733decb12',
        '@="default"',
        '"say \\"hi\\""="C:\\\\x\\ty\\x3042\\0z"',
        '"n"=dword:00000a00',
        '"bytes"=hex:01,02,\\',
        '  ff',
        '"expand"=str(2):"%windir%\\\\x"',
        '"list"=str(7):"one\\0two\\0"',
        '"unended"=hex(1):42,30',
        '"qword"=hex(b):01,00,00,00,00,00,00,00',
        '"short dword"=hex(4):01,00',
        '"odd"=hex(20):ab',
      ),
    );
    expect(key?.path).toBe('Software\\介護\\A]B');
    expect(readValues(key?.body ?? '')).toEqual([
      { name: '', type: 'REG_SZ', value: 'default' },
      { name: 'say "hi"', type: 'REG_SZ', value: 'C:\\x\tyあ\0z' },
      { name: 'n', type: 'REG_DWORD', value: 0xa00 },
      { name: 'bytes', type: 'REG_BINARY', value: '0102ff' },
      { name: 'expand', type: 'REG_EXPAND_SZ', value: '%windir%\\x' },
      { name: 'list', type: 'REG_MULTI_SZ', value: ['one', 'two'] },
      { name: 'unended', type: 'REG_SZ', value: 'あ' },
      { name: 'qword', type: 'REG_QWORD', value: '0100000000000000' },
      { name: 'short dword', type: 'REG_DWORD', value: '0100' },
      { name: 'odd', type: 'REG_32', value: 'ab' },
    ]);
  });

  it('refuses text that is no hive', () => {
    expect(() => readHive('REGEDIT4\n')).toThrow('WINE REGISTRY Version 2');
  });

  it('finds keys and values whatever their case, and the current control set behind its link', () => {
    const found = registry('[System\\\\ControlSet001\\\\Control\\\\X] 1', '"Enabled"=dword:00000001');
    expect(found.get('hklm\\system\\CURRENTCONTROLSET\\control\\x', 'enabled')?.value).toBe(1);
    expect(found.keys('HKLM\\System')).toEqual(['HKLM\\System\\ControlSet001\\Control\\X']);
    expect(found.get('HKLM\\System\\ControlSet0010', 'x')).toBeUndefined();
  });
});

describe('when two moments of a registry are compared', () => {
  it('takes a change of type for a change, and a new time stamp for none', () => {
    const before = registry('[A] 1', '#time=1', '"same"="1"', '"typed"=dword:00000001');
    const after = registry('[A] 2', '#time=2', '"same"="1"', '"typed"="1"', '@="d"');
    expect(diffRegistry(before, after)).toEqual({ added: ['HKLM\\A\\(Default)'], changed: ['HKLM\\A\\typed'], removed: [] });
  });

  it('names a key by itself only when it came or went without values', () => {
    const before = registry('[Gone] 1', '[Full] 1', '"v"="1"');
    const after = registry('[Came] 1', '[Full] 1');
    expect(diffRegistry(before, after)).toEqual({ added: ['HKLM\\Came\\'], changed: [], removed: ['HKLM\\Full\\v', 'HKLM\\Gone\\'] });
  });

  it('leaves out what Windows notes of its screens, and nothing beside it', () => {
    const notes = (time: string): string[] => [
      '[System\\\\ControlSet001\\\\Control\\\\Class\\\\{4D36E968-E325-11CE-BFC1-08002BE10318}\\\\0000] 1',
      `"DriverDateData"=hex:${time}`,
      '[System\\\\ControlSet001\\\\Control\\\\Class\\\\{4D36E967-E325-11CE-BFC1-08002BE10318}\\\\0000] 1',
      `"DriverDateData"=hex:${time}`,
    ];
    const monitor = ['[System\\\\ControlSet001\\\\Enum\\\\DISPLAY\\\\Default_Monitor\\\\0001&0000] 1', '"Driver"="x"'];
    const disk = 'HKLM\\System\\ControlSet001\\Control\\Class\\{4D36E967-E325-11CE-BFC1-08002BE10318}\\0000\\DriverDateData';
    expect(diffRegistry(registry(...notes('01')), registry(...notes('02'), ...monitor))).toEqual({ added: [], changed: [disk], removed: [] });
    expect(diffRegistry(registry(...monitor), registry())).toEqual({ added: [], changed: [], removed: [] });
  });
});
