import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '@togo/foundation/run';
import { workspaceRoot } from '@togo/workspace';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'togo-pdf-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** The announcement of a moment, printed by the program. */
async function print(at: string): Promise<string> {
  const request = { formatVersion: 1, document: 'notice', id: at.slice(0, 10), at, publisher: '介護伝送ソフト配布窓口', releaseFolder: join(workspaceRoot, 'releases/9.1.0'), out: folder };
  const file = join(folder, 'request.json');
  await writeFile(file, JSON.stringify(request));
  await run(process.execPath, ['--disable-warning=ExperimentalWarning', join(workspaceRoot, 'apps/site/src/announce.ts'), file]);
  return join(folder, `${request.id}.pdf`);
}

async function readWith(program: string, ...args: readonly string[]): Promise<string> {
  return (await run(program, args)).stdout;
}

describe('when a stranger reads the PDF of the announcement', () => {
  it('finds its words, in order, as text that can be copied', async () => {
    const words = (await readWith('pdftotext', '-raw', await print('2021-03-15T10:00:00+09:00'), '-')).replace(/\s+/g, '');
    const expected = ['2021年3月15日(月)10:00', '【訂正】暗号化通信(TLS)バージョンアップ対応について(介護保険)', '令和3年4月頃2021年4月19日(月)10:00', '現在通信できます通信できます通信できます', '代理人や本部に請求を委託(依頼)している場合', '②InternetExplorerのセキュリティ設定の確認', '都道府県の国保連合会'];
    const places = expected.map((text) => words.indexOf(text));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  it('finds the window and no date where none was fixed', async () => {
    const words = (await readWith('pdftotext', '-raw', await print('2021-03-01T10:00:00+09:00'), '-')).replace(/\s+/g, '');
    expect(words).toContain('令和3年4月頃にセキュリティ強化に対応した');
    expect(words).not.toMatch(/訂正|4月19日|5月24日/);
  });

  it('has every font inside, a title, a language of its own for a screen reader, and no script', async () => {
    const file = await print('2021-03-15T10:00:00+09:00');
    const fonts = (await readWith('pdffonts', file)).trim().split('\n').slice(2);
    expect(fonts.map((line) => /BIZUDPGothic-(\w+) .* yes yes yes /.exec(line)?.[1])).toEqual(['Regular', 'Bold']);
    const info = await readWith('pdfinfo', file);
    for (const expected of [/^Title: +【訂正】暗号化通信/m, /^Tagged: +yes/m, /^JavaScript: +no/m, /^Pages: +2$/m, /A4/]) expect(info).toMatch(expected);
    expect(await readWith('pdfinfo', '-struct', file)).toMatch(/Document[^]*H1[^]*Table[^]*TR[^]*TH/);
  });
});
