import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '@togo/foundation';
import { run } from '@togo/foundation/run';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Origin } from '../src/index.ts';
import { bytesOf, json, pointer, refusalOf, textOf, useScratch } from './scratch.ts';

/** An origin under test, and the same one for a child process. */
export interface Candidate {
  readonly origin: Origin;
  readonly address: string;
  readonly env: Readonly<Record<string, string>>;
}

const MiB = 1024 ** 2;

/** What every origin promises, whatever it is made of. */
export function keepsTheContract(what: string, open: () => Candidate): void {
  describe(`when releases are served from ${what}`, () => {
    let origin: Origin;
    const scratch = useScratch();

    beforeAll(() => {
      origin = open().origin;
    });

    it('what nobody has put is absent, also where a neighbour is there', async () => {
      await origin.putImmutable('absent/neighbour.json', { bytes: bytesOf('{}') }, json);
      expect(await origin.head('absent/other.json')).toBeUndefined();
      expect(await origin.read('absent/other.json', 10)).toBeUndefined();
      expect(await origin.head('nobody/was/here.json')).toBeUndefined();
    });

    it('what was put is read back byte for byte, with its length and hash', async () => {
      const bytes = Buffer.from(Array.from({ length: 256 }, (_, value) => value));
      expect(await origin.putImmutable('targets/9.1.0/all-bytes', { bytes }, { contentType: 'application/octet-stream' })).toBe('written');
      expect(Buffer.from((await origin.read('targets/9.1.0/all-bytes', 256))!)).toEqual(bytes);
      expect(await origin.head('targets/9.1.0/all-bytes')).toEqual({ bytes: 256, sha256: sha256(bytes) });
    });

    it('the same bytes again are present, from memory or from a file', async () => {
      const file = join(scratch(), 'same.json');
      await writeFile(file, '{"a":1}');
      expect(await origin.putImmutable('metadata/1.root.json', { file }, json)).toBe('written');
      expect(await origin.putImmutable('metadata/1.root.json', { file }, json)).toBe('present');
      expect(await origin.putImmutable('metadata/1.root.json', { bytes: bytesOf('{"a":1}') }, json)).toBe('present');
    });

    it('other bytes under the same key are refused, and the first ones stay', async () => {
      await origin.putImmutable('metadata/2.root.json', { bytes: bytesOf('first') }, json);
      const { code, text } = await refusalOf(origin.putImmutable('metadata/2.root.json', { bytes: bytesOf('other') }, json));
      expect(code).toBe('occupied');
      expect(text).toContain('metadata/2.root.json');
      expect(text).toContain(`expected SHA-256 ${sha256('other')}, got ${sha256('first')}`);
      expect(text).toContain('a new version');
      expect(textOf(await origin.read('metadata/2.root.json', 10))).toBe('first');
    });

    it('of two who put the same bytes at once, both succeed', async () => {
      const put = (): Promise<string> => origin.putImmutable('metadata/3.root.json', { bytes: bytesOf('twice') }, json);
      expect(['written present', 'present written', 'written written']).toContain((await Promise.all([put(), put()])).join(' '));
      expect(textOf(await origin.read('metadata/3.root.json', 10))).toBe('twice');
    });

    it('an empty object is an object', async () => {
      expect(await origin.putImmutable('empty.txt', { bytes: bytesOf('') }, json)).toBe('written');
      expect(await origin.head('empty.txt')).toEqual({ bytes: 0, sha256: sha256('') });
      expect(await origin.read('empty.txt', 0)).toHaveLength(0);
    });

    it('a name in Japanese, with a space and a plus sign, stays that name', async () => {
      const key = 'お知らせ/令和3年 4月+%20.html';
      await origin.putImmutable(key, { bytes: bytesOf('お知らせ') }, { contentType: 'text/html; charset=utf-8' });
      expect(textOf(await origin.read(key, 100))).toBe('お知らせ');
    });

    it('a pointer is replaced whole, by longer bytes and by shorter ones', async () => {
      for (const length of [10, 4000, 1, 70_000, 2]) {
        const bytes = Buffer.alloc(length, String(length));
        await origin.putPointer('metadata/timestamp.json', bytes, pointer);
        expect(sha256((await origin.read('metadata/timestamp.json', 70_000))!)).toBe(sha256(bytes));
      }
    });

    it('more than the reader can bear is refused, with both numbers', async () => {
      await origin.putImmutable('endless.json', { bytes: Buffer.alloc(1001) }, json);
      const { code, text } = await refusalOf(origin.read('endless.json', 1000));
      expect(code).toBe('too-large');
      expect(text).toMatch(/endless\.json: expected at most 1000 bytes, got 1001/);
      expect(await origin.read('endless.json', 1001)).toHaveLength(1001);
    });

    it('a key that leads elsewhere is refused by every method', async () => {
      const bytes = bytesOf('x');
      const acts = [
        () => origin.head('../x'),
        () => origin.read('a//b', 1),
        () => origin.putImmutable('a\\b', { bytes }, json),
        () => origin.putPointer('/etc/x', bytes, pointer),
      ];
      for (const act of acts) expect((await refusalOf(act())).code).toBe('bad-key');
    });

    it('content that is not there is named, and nothing is written', async () => {
      const file = join(scratch(), 'no-such-file');
      const { code, text } = await refusalOf(origin.putImmutable('from/nothing', { file }, json));
      expect(code).toBe('bad-source');
      expect(text).toContain(`${file} cannot be read (ENOENT)`);
      expect((await refusalOf(origin.putImmutable('from/nothing', { file: scratch() }, json))).code).toBe('bad-source');
      expect(await origin.head('from/nothing')).toBeUndefined();
    });

    it('128 MiB go through in a few, and are there once however often they are put', async () => {
      const { address, env } = open();
      const file = join(scratch(), 'big.bin');
      await writeFile(file, 'not only zeros');
      await truncate(file, 128 * MiB);
      const program = join(import.meta.dirname, 'put-big-file.ts');
      const { stdout } = await run(process.execPath, ['--disable-warning=ExperimentalWarning', program, address, file, 'targets/big.bin'], { env });
      const { results, grownBytes } = JSON.parse(stdout) as { results: string[]; grownBytes: number };
      expect(results).toEqual(['written', 'present']);
      expect(grownBytes).toBeLessThan(64 * MiB);
      expect((await origin.head('targets/big.bin'))?.bytes).toBe(128 * MiB);
    });
  });
}
