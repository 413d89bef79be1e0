import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { TrustErrorCode } from '../src/index.ts';
import type { Getter } from '../src/node/index.ts';
import { mapGetter } from './map-getter.ts';
import { digestOf, installer, Publisher, update } from './publisher.ts';
import { client, useScratch } from './stranger.ts';

const scratch = useScratch();
const refused = (code: TrustErrorCode, message: string): unknown => expect.objectContaining({ code, message: expect.stringContaining(message) });
const target = '9.1.0/installer.exe';
const place = `targets/9.1.0/${digestOf(installer)}.installer.exe`;
const part = `installer.exe.${digestOf(installer).slice(0, 16)}.part`;

let publisher: Publisher;
let folder: string;
let file: string;
let asked: (number | undefined)[];
let runs = 0;

beforeEach(async () => {
  publisher = new Publisher();
  publisher.publish();
  folder = join(scratch(), `run-${(runs += 1)}`);
  file = join(folder, 'installer.exe');
  asked = [];
  await mkdir(folder);
});

/** The portions are small, so that there is something to interrupt; `after` of them come. */
function line(after = Infinity): Getter {
  return async (address, options) => {
    if (!address.includes('installer')) return mapGetter(publisher.objects)(address, options);
    asked.push(options.from);
    const body = await mapGetter(publisher.objects, 5)(address, options);
    return body && broken(body, after);
  };
}

async function* broken(body: AsyncIterable<Uint8Array>, after: number): AsyncGenerator<Uint8Array> {
  let count = 0;
  for await (const portion of body) {
    if ((count += 1) > after) throw new Error('socket hang up');
    yield portion;
  }
}

const download = (get = line(), signal?: AbortSignal, onProgress: (event: { done?: number }) => void = () => undefined): Promise<void> =>
  client(scratch(), publisher, { get }).download(target, file, { onProgress, ...(signal === undefined ? {} : { signal }) });

describe('when a target is downloaded', () => {
  it('it lies at its place, whole, with nothing beside it', async () => {
    const done: number[] = [];
    await download(line(), undefined, (event) => done.push(event.done ?? 0));
    expect(await readFile(file, 'utf8')).toBe(installer);
    expect(await readdir(folder)).toEqual(['installer.exe']);
    expect([done[0], done.at(-1), done.length]).toEqual([5 / 37, 1, 8]);
  });

  it('is found by name, with what was signed of it', async () => {
    const repository = client(scratch(), publisher);
    expect(await repository.find(target)).toEqual({ target, sha256: digestOf(installer), bytes: 37 });
    expect(await repository.find('9.1.0/other.exe')).toBeUndefined();
  });

  it('what an interrupted download left is continued', async () => {
    await expect(download(line(3))).rejects.toThrow(refused('unreachable', 'not all of it'));
    expect(await readdir(folder)).toEqual([part]);
    expect(await readFile(join(folder, part), 'utf8')).toBe(installer.slice(0, 15));
    await download();
    expect(asked).toEqual([0, 15]);
    expect(await readFile(file, 'utf8')).toBe(installer);
  });

  it('a whole partial file is judged without asking the origin', async () => {
    await writeFile(join(folder, part), installer);
    await download();
    expect(asked).toEqual([]);
    expect(await readdir(folder)).toEqual(['installer.exe']);
  });

  it.each([
    ['changed', installer.slice(0, 15).toUpperCase(), [15, 0]],
    ['whole and changed', installer.toUpperCase(), [0]],
    ['too long', `${installer}!`, [0]],
  ])('a partial file that is %s is noticed, and the download begun anew', async (_how, content, requests) => {
    await writeFile(join(folder, part), content);
    await download();
    expect(asked).toEqual(requests);
    expect(await readFile(file, 'utf8')).toBe(installer);
    expect(await readdir(folder)).toEqual(['installer.exe']);
  });

  it('parts of other versions of the file are cleared away, other files are not', async () => {
    const others = ['installer.exe.0123456789abcdef.part', 'installer.exe.part', 'installer.exe.old', 'update.exe.0123456789abcdef.part'];
    for (const name of others) await writeFile(join(folder, name), '');
    await download();
    expect((await readdir(folder)).sort()).toEqual(['installer.exe', ...others.slice(1)].sort());
  });

  it('an earlier file stays until the new one is right', async () => {
    await writeFile(file, 'the earlier one');
    publisher.objects.set(place, Buffer.from(installer.toUpperCase()));
    await expect(download()).rejects.toThrow(refused('hash-mismatch', target));
    expect(await readFile(file, 'utf8')).toBe('the earlier one');
  });

  it('can be given up, and what came so far stays', async () => {
    const controller = new AbortController();
    const giveUp = download(line(), controller.signal, ({ done = 0 }) => {
      if (done > 0.3) controller.abort(new Error('the clerk closed the window'));
    });
    await expect(giveUp).rejects.toThrow('the clerk closed the window');
    expect(await readFile(join(folder, part), 'utf8')).toBe(installer.slice(0, 15));
  });
});

describe('when the origin gives something else', () => {
  it.each<[string, string, TrustErrorCode]>([
    ['other bytes of the same length', installer.toUpperCase(), 'hash-mismatch'],
    ['the bytes of another target', update, 'swapped-target'],
    ['fewer bytes', installer.slice(1), 'length-mismatch'],
    ['more bytes', `${installer}!`, 'endless'],
  ])('%s are refused, and nothing is left', async (_what, content, code) => {
    publisher.objects.set(place, Buffer.from(content));
    await expect(download()).rejects.toThrow(refused(code, 'installer.exe'));
    await writeFile(join(folder, part), installer.slice(0, 7).toUpperCase());
    await expect(download()).rejects.toThrow(expect.objectContaining({ name: 'TrustError' }));
    expect(await readdir(folder)).toEqual([]);
  });

  it('nothing is said to be missing', async () => {
    publisher.objects.delete(place);
    await expect(download()).rejects.toThrow(refused('missing', 'expected on the origin, got nothing'));
  });
});

describe('when this machine cannot keep it', () => {
  it('says where', async () => {
    file = join(folder, 'no folder', 'installer.exe');
    await writeFile(join(folder, 'no folder'), '');
    await expect(download()).rejects.toThrow(refused('store-failed', 'installer.exe'));
  });
});
