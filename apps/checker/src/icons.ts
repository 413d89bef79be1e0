import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { marks } from '@togo/ie-settings';

const applicationSizes = [16, 20, 24, 32, 48, 256] as const;
/** In the list and beside the headline, at 100, 125 and 150 %. */
const markSizes = [20, 25, 30, 32, 40, 48] as const;
const pngFrom = 256;

/** Every icon by its file name: `checker.ico`, `ok.ico`, `warn.ico`, `fail.ico`, `info.ico`. */
export async function drawIcons(): Promise<ReadonlyMap<string, Uint8Array>> {
  const application = await readFile(join(import.meta.dirname, '../art/mark.svg'), 'utf8');
  return new Map([
    ['checker.ico', toIcon(application, applicationSizes)],
    ...Object.entries(marks).map(([name, svg]) => [`${name}.ico`, toIcon(svg, markSizes)] as const),
  ]);
}

/** A Windows icon: a directory of 16-byte entries, then the images. Small images are bitmaps, which NSIS and every Windows read. */
function toIcon(svg: string, sizes: readonly number[]): Uint8Array {
  const images = sizes.map((size) => {
    const picture = new Resvg(svg, { fitTo: { mode: 'width', value: size }, font: { loadSystemFonts: false } }).render();
    return size >= pngFrom ? Buffer.from(picture.asPng()) : toBitmap(picture.pixels, size);
  });
  const directory = Buffer.alloc(6 + 16 * images.length);
  directory.writeUInt16LE(1, 2);
  directory.writeUInt16LE(images.length, 4);
  let offset = directory.length;
  images.forEach((image, position) => {
    const entry = 6 + 16 * position;
    const size = (sizes[position] ?? 0) % 256;
    directory.set([size, size], entry);
    directory.writeUInt16LE(1, entry + 4);
    directory.writeUInt16LE(32, entry + 6);
    directory.writeUInt32LE(image.length, entry + 8);
    directory.writeUInt32LE(offset, entry + 12);
    offset += image.length;
  });
  return Buffer.concat([directory, ...images]);
}

/** BGRA rows from the bottom up, then a mask of one bit per pixel that old drawing code uses instead of the alpha. */
function toBitmap(rgba: Uint8Array, size: number): Buffer {
  const maskStride = Math.ceil(size / 32) * 4;
  const header = Buffer.alloc(40);
  header.writeUInt32LE(40, 0);
  header.writeInt32LE(size, 4);
  header.writeInt32LE(size * 2, 8);
  header.writeUInt16LE(1, 12);
  header.writeUInt16LE(32, 14);
  const colours = Buffer.alloc(size * size * 4);
  const mask = Buffer.alloc(maskStride * size);
  for (let pixel = 0; pixel < size * size; pixel++) {
    const [x, row] = [pixel % size, size - 1 - Math.floor(pixel / size)];
    const [red = 0, green = 0, blue = 0, alpha = 0] = rgba.subarray(pixel * 4, pixel * 4 + 4);
    colours.set([blue, green, red, alpha], (row * size + x) * 4);
    if (alpha < 128) mask[row * maskStride + (x >> 3)] = (mask[row * maskStride + (x >> 3)] ?? 0) | (0x80 >> (x & 7));
  }
  return Buffer.concat([header, colours, mask]);
}
