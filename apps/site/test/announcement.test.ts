import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '@togo/foundation/run';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentToHtml } from '../src/announcement/to-html.ts';
import { readFonts } from '../src/pdf/fonts.ts';
import { documentToPdf } from '../src/pdf/to-pdf.ts';
import { wordsOf } from './reading.ts';
import { noticeAt, publisher, releasesFolder } from './worlds.ts';

const program = join(import.meta.dirname, '../src/announce.ts');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'togo-announce-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('when the notice is published before its dates are fixed', () => {
  it('says the windows of the plan, and is no correction', async () => {
    const notice = await noticeAt('2021-03-11T09:59:59+09:00');
    expect(notice).toMatchObject({ title: '暗号化通信(TLS)バージョンアップ対応について(介護保険)' });
    expect(notice).not.toHaveProperty('correction');
    const words = wordsOf(documentToHtml(notice));
    expect(words).toContain('令和3年4月頃にセキュリティ強化に対応した、バージョンアップ版の統合インストーラをリリース予定です。');
    expect(words).toContain('変更後(令和3年4月以降) 通信できません 通信できません 通信できます');
    expect(words).not.toMatch(/4月19日|5月24日/);
  });
});

describe('when the notice is published after its dates were fixed', () => {
  it('is marked as a correction from that very moment, and names what it replaces', async () => {
    const notice = await noticeAt('2021-03-11T10:00:00+09:00');
    expect(notice.title).toBe('【訂正】暗号化通信(TLS)バージョンアップ対応について(介護保険)');
    expect(notice.correction?.rows).toEqual([
      ['バージョンアップ版の統合インストーラのリリース', '令和3年4月頃', '2021年4月19日(月) 10:00'],
      ['TLS 1.2 だけの通信への切り替え', '令和3年4月以降', '2021年5月24日(月) 10:00'],
    ]);
  });

  it('has ① and ② of the notice, the three cases, the table and whom to ask', async () => {
    const words = wordsOf(documentToHtml(await noticeAt('2021-03-15T10:00:00+09:00')));
    for (const expected of [
      '① バージョンアップ版 統合インストーラのインストール',
      '伝送通信ソフト(介護伝送ソフト)をお使いの場合 2021年4月19日(月) 10:00 に、',
      '2021年5月24日(月) 10:00 までに、お使いのパソコンにインストールを行ってください。',
      '伝送通信ソフト(介護伝送ソフト)以外の伝送ソフトをお使いの場合 お使いの伝送ソフトによって、対応時期やバージョンアップ方法が異なるため、お使いのソフトの問合せ窓口へご確認ください。',
      '代理人や本部に請求を委託(依頼)している場合 事業所で国保連合会への請求情報送信を行っていない場合、セキュリティ強化に伴う設定等の作業は発生しません。',
      '② Internet Explorer のセキュリティ設定の確認',
      '現在 通信できます 通信できます 通信できます',
      '介護伝送ソフトと統合インストーラについて: 介護伝送ソフトのサポート窓口',
    ]) {
      expect(words).toContain(expected);
    }
  });
});

describe('when the notice is printed', () => {
  it('gives the same bytes every time, so that a second builder can compare them', async () => {
    const [notice, fonts] = await Promise.all([noticeAt('2021-03-15T10:00:00+09:00'), readFonts()]);
    const pdf = await documentToPdf(notice, fonts);
    expect(Buffer.from(pdf.subarray(0, 8)).toString()).toBe('%PDF-1.7');
    expect(Buffer.from(await documentToPdf(notice, fonts)).equals(pdf)).toBe(true);
    expect(pdf.length).toBeLessThan(200_000);
  });

  it('refuses a character that would be an empty box', async () => {
    const notice = await noticeAt('2021-03-15T10:00:00+09:00');
    await expect(documentToPdf({ ...notice, publisher: '窓口 \u{1F4E7}' }, await readFonts())).rejects.toMatchObject({ code: 'GLYPH_MISSING', message: expect.stringContaining('\u{1F4E7}') as string });
  });
});

describe('when the program writes an announcement', () => {
  async function announce(request: object): Promise<{ exitCode: number; stdout: string; stderr: string }> {
    const file = join(folder, 'request.json');
    await writeFile(file, JSON.stringify(request));
    return run(process.execPath, ['--disable-warning=ExperimentalWarning', program, file], { okExitCodes: [0, 1] });
  }
  const good = { formatVersion: 1, document: 'notice', id: '2021-03-15', at: '2021-03-15T10:00:00+09:00', publisher, releaseFolder: join(releasesFolder, '9.1.0') };

  it('leaves page and PDF, and prints what the statement says about them', async () => {
    const out = join(folder, 'notice');
    const { stdout } = await announce({ ...good, out });
    expect(JSON.parse(stdout)).toEqual({
      formatVersion: 1,
      id: '2021-03-15',
      title: '【訂正】暗号化通信(TLS)バージョンアップ対応について(介護保険)',
      at: '2021-03-15T10:00:00+09:00',
      correction: true,
      html: join(out, '2021-03-15.html'),
      pdf: join(out, '2021-03-15.pdf'),
    });
    expect((await readFile(join(out, '2021-03-15.pdf'))).subarray(0, 5).toString()).toBe('%PDF-');
    expect(await readFile(join(out, '2021-03-15.html'), 'utf8')).toContain('<main>');
  });

  it('writes the release notes in the same way', async () => {
    const out = join(folder, 'notes');
    const { stdout } = await announce({ ...good, document: 'release-notes', id: 'notes', out });
    expect(JSON.parse(stdout)).toMatchObject({ title: '統合インストーラ Ver.9.1.0(TLS 1.2 対応版)のお知らせ', correction: false });
    expect((await readdir(out)).sort()).toEqual(['notes.html', 'notes.pdf']);
  });

  it.each([
    ['a moment without an offset', { at: '2021-03-15T10:00:00' }, 'at: expected a moment in JST'],
    ['a name that climbs out of the folder', { id: '../x' }, 'id: expected letters'],
    ['a document that nobody writes', { document: 'poem' }, 'document:'],
    ['a folder without a release', { releaseFolder: tmpdir() }, 'RELEASE_FAULTS'],
  ])('refuses %s, and writes nothing', async (_what, change, expected) => {
    const out = join(folder, 'refused');
    const { exitCode, stderr } = await announce({ ...good, out, ...change });
    expect(exitCode).toBe(1);
    expect(stderr).toContain(expected);
    await expect(readdir(out)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
