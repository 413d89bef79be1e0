import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { blake2b } from '@noble/hashes/blake2b';
import * as z from 'zod';
import { ask, differing, type ReleaseCheck } from '../check.ts';
import type { Subject } from '../subject.ts';

const blockMapSchema = z.object({
  version: z.literal('2'),
  files: z.array(z.object({ name: z.literal('file'), offset: z.literal(0), checksums: z.array(z.string()), sizes: z.array(z.int().min(1)) })).length(1),
});
/** BLAKE2b with 18 bytes: Node's crypto has only the one with 64, which is another function. */
const checksumBytes = 18;
const maxMapBytes = 16 * 1024 * 1024;

/** Every block of the map is in the installer, in its place: a download that only fetches what changed ends with these bytes. */
export function checkBlockMap({ written }: Subject, dist: string): Promise<ReleaseCheck> {
  const name = `TogoInstaller-${written.release.version}.exe`;
  return ask('block-map', `the blocks of ${name}, from its first byte to its last`, 'those', async () => {
    const text = await promisify(gunzip)(await readFile(join(dist, `${name}.blockmap`)), { maxOutputLength: maxMapBytes });
    const { checksums = [], sizes = [] } = blockMapSchema.parse(JSON.parse(text.toString('utf8'))).files[0] ?? {};
    const installer = await readFile(join(dist, name));
    const faults = [
      ...differing('blocks', sizes.length, checksums.length),
      ...differing('bytes', installer.length, sizes.reduce((sum, size) => sum + size, 0)),
    ];
    let at = 0;
    const wrong = sizes.filter((size, index) => {
      const block = installer.subarray(at, (at += size));
      return Buffer.from(blake2b(block, { dkLen: checksumBytes })).toString('base64') !== checksums[index];
    }).length;
    return wrong === 0 ? faults : [...faults, `${wrong} of ${sizes.length} blocks have another checksum`];
  });
}
