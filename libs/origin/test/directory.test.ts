import { mkdir, mkdtemp, readFile, readdir, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { run } from '@togo/foundation/run';
import { beforeAll, describe, expect, it } from 'vitest';
import { directoryOrigin, type Origin } from '../src/index.ts';
import { keepsTheContract } from './contract.ts';
import { bytesOf, json, pointer, expectRefusal, refusalOf, textOf, useScratch } from './scratch.ts';

const scratch = useScratch();
let shared: string;
beforeAll(async () => {
  shared = await mkdtemp(join(scratch(), 'shared-'));
});

keepsTheContract('a folder', () => ({ origin: directoryOrigin(shared), address: pathToFileURL(shared).href, env: {} }));

/** A folder of its own, and the origin in it. */
async function fresh(): Promise<{ folder: string; origin: Origin }> {
  const folder = await mkdtemp(join(scratch(), 'origin-'));
  return { folder, origin: directoryOrigin(folder) };
}

/** publish.ts in a process of its own, which can be killed or see another disk. */
const publish = [process.execPath, '--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'publish.ts')];

describe('when two publishers use one folder at once', () => {
  it('one object is created once, and everybody else is told', async () => {
    const { folder } = await fresh();
    const texts = Array.from({ length: 16 }, (_, index) => `publisher ${index}`);
    const outcomes = await Promise.allSettled(texts.map((text) => directoryOrigin(folder).putImmutable('1.json', { bytes: bytesOf(text) }, json)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const told = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [(outcome.reason as { code: string }).code] : []));
    expect(told).toEqual(Array(15).fill('occupied'));
    expect(await readFile(join(folder, '1.json'), 'utf8')).toBe(texts[outcomes.findIndex(({ status }) => status === 'fulfilled')]);
  });
});

describe('when a publisher is killed (kill -9)', () => {
  it('between the temporary file and its rename, the old pointer stays; the next publisher clears up and finishes', async () => {
    const { folder, origin } = await fresh();
    await origin.putPointer('timestamp.json', bytesOf('old'), pointer);
    const [node = '', ...args] = publish;
    await expect(run(node, [...args, folder, 'kill-at-rename'])).rejects.toThrow('SIGKILL');
    expect(textOf(await origin.read('timestamp.json', 10))).toBe('old');
    expect(await readdir(join(folder, '.togo-incoming'))).toHaveLength(1);
    await directoryOrigin(folder).putPointer('timestamp.json', bytesOf('new'), pointer);
    expect(textOf(await origin.read('timestamp.json', 10))).toBe('new');
    expect(await readdir(join(folder, '.togo-incoming'))).toEqual([]);
  });

  it('between the temporary file and its link, nothing lies under the key', async () => {
    const { folder, origin } = await fresh();
    const [node = '', ...args] = publish;
    await expect(run(node, [...args, folder, 'kill-at-link'])).rejects.toThrow('SIGKILL');
    expect(await origin.head('object.json')).toBeUndefined();
    expect(await origin.putImmutable('object.json', { bytes: bytesOf('new') }, json)).toBe('written');
    expect(await readdir(join(folder, '.togo-incoming'))).toEqual([]);
  });

  it('only its own leftovers are cleared up', async () => {
    const { folder, origin } = await fresh();
    const incoming = join(folder, '.togo-incoming');
    await mkdir(incoming);
    const kept = [`1.${'a'.repeat(32)}`, 'of-somebody-else'];
    for (const name of [...kept, `${process.pid}.${'b'.repeat(32)}`]) await writeFile(join(incoming, name), '');
    await origin.putImmutable('object.json', { bytes: bytesOf('x') }, json);
    expect((await readdir(incoming)).sort()).toEqual(kept);
  });
});

describe('when the folder is not as it should be', () => {
  it('a folder that does not exist is not an empty origin', async () => {
    const origin = directoryOrigin(join(scratch(), 'unmounted'));
    for (const act of [() => origin.head('a'), () => origin.read('a', 1), () => origin.putPointer('a', bytesOf(''), pointer)]) {
      const { code, text } = await refusalOf(act());
      expect(code).toBe('unreachable');
      expect(text).toMatch(/unmounted should be the folder of the origin and does not exist.*Mount its disk/);
    }
  });

  it('a link is neither followed nor replaced, on the way or at the end of it', async () => {
    const { folder, origin } = await fresh();
    const outside = await mkdtemp(join(scratch(), 'outside-'));
    await writeFile(join(outside, 'secret'), 'secret');
    await symlink(outside, join(folder, 'metadata'));
    await symlink(join(outside, 'secret'), join(folder, 'timestamp.json'));
    const bytes = bytesOf('x');
    const acts = [
      () => origin.read('metadata/secret', 10),
      () => origin.putImmutable('metadata/new', { bytes }, json),
      () => origin.putPointer('metadata/secret', bytes, pointer),
      () => origin.head('timestamp.json'),
      () => origin.putPointer('timestamp.json', bytes, pointer),
    ];
    for (const act of acts) {
      const { code, text } = await refusalOf(act());
      expect(code).toBe('refused');
      expect(text).toMatch(/expected a (file|folder), got a link/);
    }
    expect(await readdir(outside)).toEqual(['secret']);
    expect(await readFile(join(outside, 'secret'), 'utf8')).toBe('secret');
  });

  it('a folder where an object should be, and an object where a folder should be, are named', async () => {
    const { folder, origin } = await fresh();
    await mkdir(join(folder, 'metadata'));
    await writeFile(join(folder, 'targets'), '');
    await expectRefusal(origin.head('metadata'), 'refused', /expected a file, got a folder/);
    await expectRefusal(origin.putImmutable('targets/x', { bytes: bytesOf('') }, json), 'refused', /expected a folder, got a file/);
  });

  it('a web server may read what is published, whatever the umask of the publisher, and nobody what is on its way', async () => {
    const { folder, origin } = await fresh();
    const [node = '', ...args] = publish;
    await run('sh', ['-c', 'umask 077 && exec "$@"', 'sh', node, ...args, folder, 'object']);
    expect((await stat(join(folder, 'object.json'))).mode & 0o777).toBe(0o644);
    expect((await stat(join(folder, 'folder'))).mode & 0o777).toBe(0o755);
    expect(await origin.head('folder/object.json')).toBeDefined();
    expect((await stat(join(folder, '.togo-incoming'))).mode & 0o777).toBe(0o700);
  });

  const asRoot = process.getuid?.() === 0 ? [] : ['--map-root-user'];
  const onDisk = async (then: string, ...what: string[]): Promise<{ code: string; text: string; left: string[] }> => {
    const disk = await mkdtemp(join(scratch(), 'disk-'));
    const script = `mount -t tmpfs -o size=256k tmpfs "$1" && ${then} shift && exec "$@"`;
    const { stdout } = await run('unshare', ['--mount', ...asRoot, 'sh', '-c', script, 'sh', disk, ...publish, disk, ...what]);
    return JSON.parse(stdout) as { code: string; text: string; left: string[] };
  };

  it('a full disk is called full; nothing is half-written and the old pointer stays', async () => {
    const { code, text, left } = await onDisk('', 'too-much');
    expect(code).toBe('full');
    expect(text).toMatch(/big\.bin: expected room on the disk, got ENOSPC.*Make room and repeat/);
    expect(left).toEqual(['timestamp.json']);
  });

  it('a disk that is mounted read-only is called read-only, and can be read', async () => {
    const { code, text, left } = await onDisk('echo old > "$1/timestamp.json" && mount -o remount,ro "$1" &&', 'object');
    expect(code).toBe('read-only');
    expect(text).toMatch(/expected a folder that may be written to, got EROFS.*how the disk is mounted/);
    expect(left).toEqual(['timestamp.json']);
  });
});
