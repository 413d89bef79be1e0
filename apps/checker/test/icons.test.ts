import { describe, expect, it } from 'vitest';
import { drawIcons } from '../src/icons.ts';

/** Width and colour depth of each image, from the directory of the file. */
function imagesOf(icon: Uint8Array): { width: number; bits: number; end: number }[] {
  const view = Buffer.from(icon);
  return Array.from({ length: view.readUInt16LE(4) }, (_, position) => {
    const at = 6 + 16 * position;
    return { width: view.readUInt8(at) || 256, bits: view.readUInt16LE(at + 6), end: view.readUInt32LE(at + 8) + view.readUInt32LE(at + 12) };
  });
}

describe('when the icons are drawn', () => {
  it('hold every size that 100, 125 and 150 % ask for', async () => {
    const icons = await drawIcons();
    expect([...icons].map(([name, icon]) => `${name} ${imagesOf(icon).map(({ width }) => width).join(' ')}`)).toEqual([
      'checker.ico 16 20 24 32 48 256',
      'ok.ico 20 25 30 32 40 48',
      'warn.ico 20 25 30 32 40 48',
      'fail.ico 20 25 30 32 40 48',
      'info.ico 20 25 30 32 40 48',
    ]);
  });

  it('end where their directory says, with transparency', async () => {
    for (const icon of (await drawIcons()).values()) {
      const images = imagesOf(icon);
      expect(images.map(({ bits }) => bits)).toEqual(images.map(() => 32));
      expect(images.at(-1)?.end).toBe(icon.length);
    }
  });

  it('are the same bytes every time', async () => {
    expect(await drawIcons()).toEqual(await drawIcons());
  });
});
