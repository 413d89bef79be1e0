import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeTempFolder } from '../../test/temp-folder.ts';
import type { Address } from '../address.ts';
import { changeSettings, readSettings } from './settings-file.ts';
import { withProxy, withReception, withUserId } from './settings.ts';

const makePath = async (text?: string): Promise<string> => {
  const path = join(await makeTempFolder(), 'settings.json');
  if (text !== undefined) await writeFile(path, text);
  return path;
};
const saveReception = (path: string, to: Address | undefined): Promise<void> => changeSettings(path, (present) => withReception(present, to));
const address = { host: 'denso.example', port: 8443 };

describe('when settings are read', () => {
  it('takes a missing file for default settings', async () => {
    const { reception, proxy } = await readSettings(await makePath());
    expect({ reception, proxy }).toEqual({ reception: undefined, proxy: { use: 'ie' } });
  });

  it('reads the reception system, with the byte order mark that Notepad adds', async () => {
    const path = await makePath(`\uFEFF{"formatVersion":2,"reception":{"host":"denso.example","port":8443}}`);
    expect((await readSettings(path)).reception).toEqual(address);
  });

  it.each([
    '', 'null', '[]', '{}', '{"formatVersion":0}', '{"formatVersion":3}', '{"formatVersion":"2"}', '{"formatVersion":1.5}', '{"formatVersion":1', '{"formatVersion":1,"reception":null}', '{"formatVersion":1,"reception":{"host":"a"}}',
    '{"formatVersion":1,"reception":{"host":"a b","port":1}}', '{"formatVersion":1,"reception":{"host":"a","port":"443"}}', '{"formatVersion":1,"reception":{"host":"a","port":70000}}',
    '{"formatVersion":1,"proxy":{"host":"a"}}', '{"formatVersion":1,"proxy":null}', '{"formatVersion":1,"proxy":"a:80"}', '{"formatVersion":1,"proxy":["a"]}',
    '{"formatVersion":2,"proxy":null}', '{"formatVersion":2,"proxy":{}}', '{"formatVersion":2,"proxy":{"host":"a","port":80}}', '{"formatVersion":2,"proxy":{"use":"wpad"}}',
    '{"formatVersion":2,"proxy":{"use":"manual","host":"a"}}', '{"formatVersion":1,"userId":"J13712345671"}',
    `{"formatVersion":1,"x":"${'x'.repeat(70_000)}"}`,
  ])('reports a broken file and never overwrites it: %.60s', async (text) => {
    const path = await makePath(text);
    await expect(readSettings(path)).rejects.toMatchObject({ code: 'S-285' });
    await expect(saveReception(path, address)).rejects.toMatchObject({ code: 'S-285' });
    expect(await readFile(path, 'utf8')).toBe(text);
  });
});

describe('when the reception system is changed', () => {
  it('keeps the keys of other versions, at every depth', async () => {
    const path = await makePath('{"formatVersion":2,"printer":{"name":"x"},"reception":{"host":"old.example","port":1,"note":"y"}}');
    await saveReception(path, address);
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ formatVersion: 2, printer: { name: 'x' }, reception: { ...address, note: 'y' } });
    expect((await readSettings(path)).reception).toEqual(address);
  });

  it('goes back to what the version names', async () => {
    const path = await makePath('{"formatVersion":2,"printer":1,"reception":{"host":"old.example","port":1}}');
    await saveReception(path, undefined);
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ formatVersion: 2, printer: 1 });
  });

  it('says so when the folder takes no file', async () => {
    await expect(saveReception('/sys/none/settings.json', address)).rejects.toMatchObject({ code: 'S-286' });
  });
});

describe('when user ID and proxy are changed', () => {
  it('keeps both, and what another version wrote beside them', async () => {
    const path = await makePath('{"formatVersion":2,"proxy":{"use":"ie","note":"y"}}');
    await changeSettings(path, (present) => withUserId(withProxy(present, { use: 'manual', ...address }), 'KJ131312345678'));
    expect(await readSettings(path)).toMatchObject({ proxy: { use: 'manual', ...address }, userId: 'KJ131312345678' });
    await changeSettings(path, (present) => withProxy(present, { use: 'direct' }));
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ formatVersion: 2, userId: 'KJ131312345678', proxy: { use: 'direct', note: 'y' } });
  });
});

describe('when the file is one of format 1', () => {
  it.each([
    ['a proxy that was set by hand', { host: 'p.example', port: 8080, note: 'y' }, { use: 'manual', host: 'p.example', port: 8080 }],
    ['no proxy, whatever Windows says', undefined, { use: 'direct' }],
  ])('means what it meant: %s', async (_meaning, proxy, expected) => {
    const text = JSON.stringify({ formatVersion: 1, printer: 1, reception: address, proxy, userId: 'KJ131312345678' });
    const path = await makePath(text);
    expect(await readSettings(path)).toMatchObject({ reception: address, proxy: expected, userId: 'KJ131312345678' });
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  it('is written anew, as a whole and in the present format, when something is changed', async () => {
    const path = await makePath(JSON.stringify({ formatVersion: 1, printer: 1, proxy: { ...address, note: 'y' } }));
    await changeSettings(path, (present) => withUserId(present, 'KJ131312345678'));
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ formatVersion: 2, printer: 1, proxy: { use: 'manual', ...address, note: 'y' }, userId: 'KJ131312345678' });
    const before = await readFile(path, 'utf8');
    await changeSettings(path, (present) => present);
    expect(await readFile(path, 'utf8')).toBe(before);
  });
});
