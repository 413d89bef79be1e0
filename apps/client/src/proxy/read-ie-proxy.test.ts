import type { RegValue } from '@togo/ie-settings';
import { describe, expect, it } from 'vitest';
import { queryOf, type WrittenKeys } from '../../test/registry-text.ts';
import { ClientError } from '../client-error.ts';
import { readIeProxy } from './read-ie-proxy.ts';

const settings = 'Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';
const policies = 'HKLM\\Software\\Policies\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';
const text = (written: string): RegValue => ({ kind: 'text', text: written });
const dword = (value: number): RegValue => ({ kind: 'dword', value });
const read = (keys: WrittenKeys) => readIeProxy(queryOf(keys));

const everything = { ProxyEnable: dword(1), ProxyServer: text('http=a:80;https=proxy.example:8080'), ProxyOverride: text('*.example;<local>'), AutoConfigURL: text('http://x.example/proxy.pac') };
const off = { enabled: false, server: '', override: '', script: '' };

describe("when Internet Explorer's proxy is read", () => {
  it('finds what the user has set', async () => {
    expect(await read({ [`HKCU\\${settings}`]: everything })).toEqual({ enabled: true, server: 'http=a:80;https=proxy.example:8080', override: '*.example;<local>', script: 'http://x.example/proxy.pac' });
  });

  it('takes what is not there for nothing', async () => {
    expect(await read({ 'HKCU\\Software': {} })).toEqual(off);
    expect(await read({ [`HKCU\\${settings}`]: { ProxyEnable: dword(0) } })).toEqual(off);
  });

  it('reads the setting of the PC only where a policy says that it counts for everybody', async () => {
    const keys: WrittenKeys = { [`HKCU\\${settings}`]: { ProxyEnable: dword(0) }, [`HKLM\\${settings}`]: { ProxyEnable: dword(1), ProxyServer: text('pc.example:80') } };
    expect(await read(keys)).toEqual(off);
    expect(await read({ ...keys, [policies]: { ProxySettingsPerUser: dword(1) } })).toEqual(off);
    expect(await read({ ...keys, [policies]: { ProxySettingsPerUser: dword(0) } })).toMatchObject({ enabled: true, server: 'pc.example:80' });
  });

  it.each<[string, WrittenKeys]>([
    ['the key may not be read', { [`HKCU\\${settings}`]: 'denied' }],
    ['a key above it may not be read', { 'HKCU\\Software\\Microsoft': 'denied' }],
    ['the switch is no number', { [`HKCU\\${settings}`]: { ProxyEnable: { kind: 'other', type: 3, data: '01000000' } } }],
    ['the proxy is no text', { [`HKCU\\${settings}`]: { ProxyServer: { kind: 'other', type: 7, data: 'a:80' } } }],
  ])('guesses nothing where %s', async (_state, keys) => {
    await expect(read(keys)).rejects.toMatchObject({ code: 'S-269' });
  });

  it('says the same when reg.exe itself fails', async () => {
    const failing = () => Promise.reject(new ClientError('S-295', 'reg.exe query'));
    await expect(readIeProxy(failing)).rejects.toMatchObject({ code: 'S-269', cause: { code: 'S-295' } });
  });
});
