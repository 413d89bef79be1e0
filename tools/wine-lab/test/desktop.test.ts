import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '@togo/foundation';
import { createPc, type Pc } from '../src/index.ts';
import { compile } from './build-exe.ts';

/** Private characters, for which no font has a glyph: what Japanese would look like without Japanese fonts. */
const unknown = { one: '\uE711\uE712', other: '\uE713\uE714' };
let pc: Pc;
let exe: string;

beforeAll(async () => {
  pc = await createPc({ persona: 'win10' });
  exe = await compile([
    '!include MUI2.nsh',
    '!include nsDialogs.nsh',
    'Page custom ask remember',
    '!insertmacro MUI_PAGE_INSTFILES',
    '!insertmacro MUI_PAGE_FINISH',
    '!insertmacro MUI_LANGUAGE Japanese',
    'Var entry',
    'Function ask',
    'nsDialogs::Create 1018',
    'Pop $0',
    '${NSD_CreateLabel} 0 0 100u 12u "介護請求"',
    'Pop $0',
    '${NSD_CreateLabel} 0 20u 100u 12u "電子受付"',
    'Pop $0',
    `\${NSD_CreateLabel} 150u 0 100u 12u "${unknown.one}"`,
    'Pop $0',
    `\${NSD_CreateLabel} 150u 20u 100u 12u "${unknown.other}"`,
    'Pop $0',
    '${NSD_CreateText} 0 40u 100% 12u ""',
    'Pop $entry',
    '${NSD_SetFocus} $entry',
    'nsDialogs::Show',
    'FunctionEnd',
    'Function remember',
    '${NSD_GetText} $entry $1',
    'FunctionEnd',
    'Section',
    'FileOpen $0 "C:\\typed.txt" w',
    'FileWriteUTF16LE $0 "$1"',
    'FileClose $0',
    'SectionEnd',
  ]);
}, 180_000);

afterAll(() => pc.dispose());

describe('when a program shows windows', { timeout: 120_000 }, () => {
  it('can be walked through with the keyboard like a person would', async () => {
    const desktop = await pc.desktop();
    const program = await desktop.start(exe);
    const page = await desktop.waitForWindow('プログラム');
    expect(page.controls.map(({ text }) => text)).toEqual(expect.arrayContaining(['介護請求', '電子受付', 'インストール(&I)']));
    await desktop.type('Kaigo 9.1');
    await desktop.key('alt+i');
    await desktop.waitForText('セットアップの完了');
    await desktop.key('Return');
    await program.waitUntil('all', 20_000);
    expect((await pc.read('C:\\typed.txt')).toString('utf16le')).toBe('Kaigo 9.1');
  });

  it('photographs real Japanese letters: different words look different, while letters without a glyph all look the same', async () => {
    const desktop = await pc.desktop();
    const program = await desktop.start(exe);
    const page = await desktop.waitForText('電子受付');
    const folder = await mkdtemp(join(tmpdir(), 'togo-shot-'));
    const picture = async (text: string, name: string): Promise<string> => {
      const control = page.controls.find((candidate) => candidate.text === text);
      await desktop.screenshot(join(folder, name), control);
      return sha256(await pixels(join(folder, name)));
    };
    expect(await picture('介護請求', 'a.png')).not.toBe(await picture('電子受付', 'b.png'));
    expect(await picture('介護請求', 'c.png')).toBe(await picture('介護請求', 'd.png'));
    expect(await picture(unknown.one, 'e.png')).toBe(await picture(unknown.other, 'f.png'));
    await program.stop();
  });

  it('says which windows there were when the expected one does not come', async () => {
    const desktop = await pc.desktop();
    const program = await desktop.start(exe);
    await desktop.waitForWindow('プログラム');
    await expect(desktop.waitForWindow('ない窓', 300)).rejects.toMatchObject({ code: 'LAB_WINDOW_MISSING', message: expect.stringContaining('「プログラム') });
    await program.stop();
  });
});

/** The compressed pixels of a PNG, without the dates that `import` writes beside them. */
async function pixels(path: string): Promise<Buffer> {
  const png = await readFile(path);
  const data: Buffer[] = [];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(png.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  return Buffer.concat(data);
}
