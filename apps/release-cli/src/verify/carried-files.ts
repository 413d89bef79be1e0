import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '@togo/foundation';
import { hashFile, listFiles } from '@togo/foundation/files';
import { unpack } from './seven-zip.ts';

/** A file that an NSIS program carries, without the name that it will get: that is in the program's code. */
export interface CarriedFile {
  readonly path: string;
  readonly sha256: string;
}

/** Start of NSIS's first header behind its flags (Source/exehead/fileform.h: FH_SIG, FH_INT1 to FH_INT3). */
const signature = Buffer.from('\xef\xbe\xad\xdeNullsoftInst', 'latin1');
/** Flags, signature, length of the unpacked script, length of all that follows. */
const firstHeaderBytes = 28;
const compressedFlag = 0x8000_0000;
/** LZMA properties and dictionary, as NSIS writes them; a .lzma file has the unpacked length behind them, all ones where it is unknown. */
const lzmaHeaderBytes = 5;
const unknownLength = Buffer.alloc(8, 0xff);
const crcBytes = 4;

/**
 * Unpacks what an NSIS program carries: `SetCompressor lzma` without /SOLID, so that each file lies by itself.
 * Its script is the first block and is left out.
 *
 * @param folder gets one file per block.
 * @throws CodedError `NOT_NSIS`, `RUN_FAILED` when a block is damaged.
 */
export async function carriedFiles(exe: Buffer, folder: string): Promise<CarriedFile[]> {
  await mkdir(folder, { recursive: true });
  const packed: string[] = [];
  for (const [index, { data, isCompressed }] of blocksOf(exe).slice(1).entries()) {
    const path = join(folder, String(index).padStart(3, '0'));
    if (!isCompressed) {
      await writeFile(path, data);
      continue;
    }
    packed.push(`${path}.lzma`);
    await writeFile(`${path}.lzma`, Buffer.concat([data.subarray(0, lzmaHeaderBytes), unknownLength, data.subarray(lzmaHeaderBytes)]));
  }
  await unpack(packed, folder);
  const names = (await listFiles(folder)).filter((name) => !name.endsWith('.lzma'));
  return Promise.all(names.map(async (name) => ({ path: join(folder, name), sha256: await hashFile(join(folder, name)) })));
}

/** The carried file that holds a release.json; undefined when there is none. */
export async function findManifest(files: readonly CarriedFile[]): Promise<string | undefined> {
  for (const { path } of files) {
    const bytes = await readFile(path);
    if (bytes.subarray(0, 1).toString() === '{' && bytes.includes('"formatVersion"') && bytes.includes('"layers"')) return bytes.toString('utf8');
  }
  return undefined;
}

/** @returns the place of the carried file with these bytes. */
export function findCarried(files: readonly CarriedFile[], hash: string): string | undefined {
  return files.find((file) => file.sha256 === hash)?.path;
}

function blocksOf(exe: Buffer): { data: Buffer; isCompressed: boolean }[] {
  const start = exe.indexOf(signature) - 4;
  if (start < 0 || start + firstHeaderBytes > exe.length) throw notNsis('it has no NSIS header');
  const end = start + exe.readUInt32LE(start + firstHeaderBytes - 4) - crcBytes;
  if (end > exe.length) throw notNsis('it ends before its data does');
  const blocks: { data: Buffer; isCompressed: boolean }[] = [];
  for (let at = start + firstHeaderBytes; at < end; ) {
    if (at + 4 > end) throw notNsis('its last block is cut off');
    const word = exe.readUInt32LE(at);
    const length = word % compressedFlag;
    if (at + 4 + length > end) throw notNsis(`the block at offset ${at} runs past the end`);
    blocks.push({ data: exe.subarray(at + 4, at + 4 + length), isCompressed: word >= compressedFlag });
    at += 4 + length;
  }
  return blocks;
}

function notNsis(why: string): CodedError {
  return new CodedError('NOT_NSIS', `what this program carries cannot be read: ${why}`);
}
