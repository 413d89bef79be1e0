import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { OriginError } from './errors.ts';
import type { Content } from './origin.ts';

const portionBytes = 1_048_576;

/** Content that can be read as often as a store has to be asked. */
export interface Source {
  readonly bytes: number;
  /** Exactly `bytes` bytes, or fewer where the file has shrunk meanwhile. */
  open(): Readable;
}

/** @throws OriginError `bad-source` when there is no such file. */
export async function openSource(content: Content): Promise<Source> {
  if ('bytes' in content) return { bytes: content.bytes.byteLength, open: () => Readable.from([content.bytes]) };
  const { file } = content;
  const bytes = await sizeOf(file);
  return { bytes, open: () => (bytes === 0 ? Readable.from([]) : createReadStream(file, { end: bytes - 1, highWaterMark: portionBytes })) };
}

export interface Digests {
  /** Hexadecimal. */
  readonly sha256: string;
  /** Base64, as the Content-MD5 header wants it. */
  readonly md5: string;
}

export async function digestsOf(bytes: Readable, signal?: AbortSignal): Promise<Digests> {
  const [sha256, md5] = [createHash('sha256'), createHash('md5')];
  const digest = async (portions: AsyncIterable<Uint8Array>): Promise<void> => {
    for await (const portion of portions) [sha256, md5].forEach((hash) => hash.update(portion));
  };
  await pipeline(bytes, digest, signal === undefined ? {} : { signal });
  return { sha256: sha256.digest('hex'), md5: md5.digest('base64') };
}

async function sizeOf(file: string): Promise<number> {
  const hint = 'Make the file again and repeat the same command.';
  const handle = await open(file).catch((cause: NodeJS.ErrnoException) => {
    throw new OriginError('bad-source', `${file} cannot be read (${cause.code ?? cause.message})`, { cause, hint });
  });
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) throw new OriginError('bad-source', `${file} should be a file and is not`, { hint });
    return stats.size;
  } finally {
    await handle.close();
  }
}
