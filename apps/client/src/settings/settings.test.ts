import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeTempFolder } from '../../test/temp-folder.ts';
import { readSettings, saveReception } from './settings-file.ts';

const makePath = async (text?: string): Promise<string> => {
  const path = join(await makeTempFolder(), 'settings.json');
  if (text !== undefined) await writeFile(path, text);
  return path;
};
const address = { host: 'denso.example', port: 8443 };

describe('when settings are read', () => {
  it('takes a missing file for default settings', async () => {
    expect((await readSettings(await makePath())).reception).toBeUndefined();
  });

  it('reads the reception system, with the byte order mark that Notepad adds', async () => {
    const path = await makePath(`\uFEFF{"formatVersion":1,"reception":{"host":"denso.example","port":8443}}`);
    expect((await readSettings(path)).reception).toEqual(address);
  });

  it.each([
    '', 'null', '[]', '{}', '{"formatVersion":2}', '{"formatVersion":1', '{"formatVersion":1,"reception":null}', '{"formatVersion":1,"reception":{"host":"a"}}',
    '{"formatVersion":1,"reception":{"host":"a b","port":1}}', '{"formatVersion":1,"reception":{"host":"a","port":"443"}}', '{"formatVersion":1,"reception":{"host":"a","port":70000}}',
    `{"formatVersion":1,"x":"${'x'.repeat(70_000)}"}`,
  ])('reports a broken file and never overwrites it: %.60s', async (text) => {
    const path = await makePath(text);
    await expect(readSettings(path)).rejects.toMatchObject({ code: 'S-281' });
    await expect(saveReception(path, address)).rejects.toMatchObject({ code: 'S-281' });
    expect(await readFile(path, 'utf8')).toBe(text);
  });
});

describe('when the reception system is changed', () => {
  it('keeps the keys of other versions, at every depth', async () => {
    const path = await makePath('{"formatVersion":1,"printer":{"name":"x"},"reception":{"host":"old.example","port":1,"note":"y"}}');
    await saveReception(path, address);
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ formatVersion: 1, printer: { name: 'x' }, reception: { ...address, note: 'y' } });
    expect((await readSettings(path)).reception).toEqual(address);
  });

  it('goes back to what the version names', async () => {
    const path = await makePath('{"formatVersion":1,"printer":1,"reception":{"host":"old.example","port":1}}');
    await saveReception(path, undefined);
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ formatVersion: 1, printer: 1 });
  });

  it('says so when the folder takes no file', async () => {
    await expect(saveReception('/sys/none/settings.json', address)).rejects.toMatchObject({ code: 'S-282' });
  });
});
