import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { draw, toBmp, toIco } from './images.ts';

const iconSizes = [16, 20, 24, 32, 40, 48, 64, 128, 256] as const;
const markSizes = [16, 20, 24, 32] as const;
const markFile = join(import.meta.dirname, '../art/mark.svg');

/** Signs beside the lines of the check page; each stands with a word, never alone. */
const signs = {
  ok: '<circle cx="16" cy="16" r="15" fill="#197A4B"/><path d="M9 16.5l5 5 9.5-10.5" fill="none" stroke="#FFF" stroke-width="3.5"/>',
  warn: '<path d="M16 2l15 28H1z" fill="#B78F00"/><path d="M16 11v10M16 24v3.5" stroke="#FFF" stroke-width="3.5"/>',
  stop: '<circle cx="16" cy="16" r="15" fill="#CE0000"/><path d="M10 10l12 12M22 10L10 22" stroke="#FFF" stroke-width="3.5"/>',
} as const;

/** The application icon, 16 to 256 pixels. */
export async function applicationIcon(): Promise<Uint8Array> {
  const mark = await readFile(markFile, 'utf8');
  return toIco(iconSizes.map((size) => draw(mark, size)));
}

/** Writes every picture of the installer into a folder: `app.ico`, `header.bmp`, `welcome.bmp`, `ok|warn|stop.ico`. */
export async function writeArt(folder: string): Promise<void> {
  const mark = (await readFile(markFile, 'utf8')).replace(/<svg [^>]*>|<\/svg>/g, '');
  const at = (x: number, y: number, size: number) => `<g transform="translate(${x} ${y}) scale(${size / 64})">${mark}</g>`;
  const header = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 150 57"><rect width="150" height="57" fill="#FFF"/>${at(100, 8, 40)}</svg>`;
  const welcome =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 164 314"><rect width="164" height="314" fill="#F2F5FF"/>' +
    `<rect x="162" width="2" height="314" fill="#0031D8"/>${at(42, 96, 80)}</svg>`;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'app.ico'), await applicationIcon());
  await writeFile(join(folder, 'header.bmp'), toBmp(draw(header, 150)));
  await writeFile(join(folder, 'welcome.bmp'), toBmp(draw(welcome, 164)));
  for (const [name, shapes] of Object.entries(signs)) {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${shapes}</svg>`;
    await writeFile(join(folder, `${name}.ico`), toIco(markSizes.map((size) => draw(svg, size))));
  }
}
