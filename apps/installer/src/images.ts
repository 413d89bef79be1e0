import { Resvg } from '@resvg/resvg-js';

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** RGBA, top row first. */
  readonly pixels: Uint8Array;
  readonly png: Uint8Array;
}

/** Draws an SVG without fonts at the given width. The same text gives the same pixels everywhere. */
export function draw(svg: string, width: number): Picture {
  const image = new Resvg(svg, { fitTo: { mode: 'width', value: width }, font: { loadSystemFonts: false } }).render();
  return { width: image.width, height: image.height, pixels: image.pixels, png: image.asPng() };
}

/** A 24-bit Windows bitmap: what NSIS shows beside its pages. The picture is laid on white. */
export function toBmp({ width, height, pixels }: Picture): Uint8Array {
  const stride = Math.ceil((width * 3) / 4) * 4;
  const headerBytes = 54;
  const bmp = Buffer.alloc(headerBytes + stride * height);
  bmp.write('BM', 0, 'latin1');
  bmp.writeUInt32LE(bmp.length, 2);
  bmp.writeUInt32LE(headerBytes, 10);
  bmp.writeUInt32LE(40, 14);
  bmp.writeInt32LE(width, 18);
  bmp.writeInt32LE(height, 22);
  bmp.writeUInt16LE(1, 26);
  bmp.writeUInt16LE(24, 28);
  bmp.writeUInt32LE(stride * height, 34);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * 4;
      const alpha = (pixels[from + 3] ?? 0) / 255;
      const to = headerBytes + (height - 1 - y) * stride + x * 3;
      for (let channel = 0; channel < 3; channel++) bmp[to + channel] = Math.round((pixels[from + 2 - channel] ?? 0) * alpha + 255 * (1 - alpha));
    }
  }
  return bmp;
}

/** Pixels. Windows draws PNG icons of any size since Vista; for the small ones a bitmap costs little, and older programs read it. */
const pngFrom = 24;

/** A Windows icon of several sizes. */
export function toIco(pictures: readonly Picture[]): Uint8Array {
  const images = pictures.map((picture) => (picture.width >= pngFrom ? Buffer.from(picture.png) : iconBitmap(picture)));
  const header = Buffer.alloc(6 + 16 * images.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(images.length, 4);
  let offset = header.length;
  images.forEach((image, index) => {
    const at = 6 + 16 * index;
    const size = (pictures[index]?.width ?? 0) % 256;
    header.writeUInt8(size, at);
    header.writeUInt8(size, at + 1);
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(image.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += image.length;
  });
  return Buffer.concat([header, ...images]);
}

function iconBitmap({ width, height, pixels }: Picture): Buffer {
  const maskStride = Math.ceil(width / 32) * 4;
  const bitmap = Buffer.alloc(40 + width * height * 4 + maskStride * height);
  bitmap.writeUInt32LE(40, 0);
  bitmap.writeInt32LE(width, 4);
  bitmap.writeInt32LE(height * 2, 8);
  bitmap.writeUInt16LE(1, 12);
  bitmap.writeUInt16LE(32, 14);
  bitmap.writeUInt32LE(bitmap.length - 40, 20);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * 4;
      const to = 40 + ((height - 1 - y) * width + x) * 4;
      const alpha = pixels[from + 3] ?? 0;
      bitmap[to] = pixels[from + 2] ?? 0;
      bitmap[to + 1] = pixels[from + 1] ?? 0;
      bitmap[to + 2] = pixels[from] ?? 0;
      bitmap[to + 3] = alpha;
      if (alpha < 128) bitmap[40 + width * height * 4 + (height - 1 - y) * maskStride + (x >> 3)]! |= 0x80 >> (x & 7);
    }
  }
  return bitmap;
}
