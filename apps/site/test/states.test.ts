import { sha256 } from '@togo/foundation';
import { describe, expect, it } from 'vitest';
import { renderSite } from '../src/render-site.ts';
import { readPages, type ReadPage } from './reading.ts';
import { worlds, type StateName } from './worlds.ts';

const generalDate = '2021年4月19日(月) 10:00';
const cutoverDate = '2021年5月24日(月) 10:00';

function site(state: StateName): ReadonlyMap<string, ReadPage> {
  return new Map(readPages(renderSite(worlds[state])).map((page) => [page.path, page]));
}

function words(state: StateName, path: string): string {
  return site(state).get(path)?.words ?? `there is no ${path}`;
}

function everyWord(state: StateName): string {
  return [...site(state).values()].map((page) => page.html).join('\n');
}

describe('when nothing has been announced', () => {
  it('is one page that says so and has nothing to download', () => {
    expect([...renderSite(worlds.nothing).keys()]).toEqual(['index.html', 'style.css', 'icon.svg']);
    expect(words('nothing', 'index.html')).toContain('現在、お知らせはありません');
    expect(words('nothing', 'index.html')).toContain('お使いの介護伝送ソフトを、そのままお使いください');
    expect(words('nothing', 'index.html')).toContain('電話 0570-00-0000');
  });

  it('tells nothing of what is to come, although it was given the pages', () => {
    expect(everyWord('nothing')).not.toMatch(/9\.1\.0|TLS|2021|令和/);
  });
});

describe('when it has been announced with a window', () => {
  it('says the window and no date, on every page', () => {
    expect(words('window', 'index.html')).toContain('令和3年4月以降、TLS 1.2 のみ通信が可能となります。');
    expect(words('window', 'index.html')).toContain('統合インストーラ Ver.9.1.0 の公開 令和3年4月頃');
    expect(words('window', 'case-client.html')).toContain('Ver.9.1.0 は、令和3年4月頃から入手できます');
    expect(everyWord('window')).not.toMatch(/4月19日|5月24日|訂正/);
  });

  it('offers the version before, and no file of the next one', () => {
    expect(words('window', 'download.html')).toContain('Ver.9.1.0 は、まだ公開していません');
    expect(site('window').get('download.html')?.links).toContain('9.0.0/TogoInstaller-9.0.0.exe');
    expect(everyWord('window')).not.toContain('9.1.0/');
    expect(words('window', 'pilot.html')).not.toContain('9.1.0');
  });
});

describe('when the dates are fixed', () => {
  it('says them, and marks the announcement as a correction with what it replaces', () => {
    expect(words('dated', 'index.html')).toContain(`${cutoverDate} から、TLS 1.2 のみ通信が可能となります。`);
    expect(words('dated', 'index.html')).toContain(`統合インストーラ Ver.9.1.0 の公開 ${generalDate}`);
    expect(words('dated', 'announcements.html')).toMatch(/2021年3月15日\(月\) 10:00 【訂正】暗号化通信\(TLS\)バージョンアップ対応について\(介護保険\) 2021年3月1日\(月\) 10:00 暗号化通信/);
    expect(words('dated', 'announcement-2021-03-15.html')).toContain(`バージョンアップ版の統合インストーラのリリース 令和3年4月頃 ${generalDate}`);
    expect(words('dated', 'announcement-2021-03-15.html')).toContain(`TLS 1.2 だけの通信への切り替え 令和3年4月以降 ${cutoverDate}`);
  });

  it('keeps the first announcement as it was', () => {
    const [now, then] = (['dated', 'window'] as const).map((state) => /<main[^]*<\/main>/.exec(site(state).get('announcement-2021-03-01.html')?.html ?? '')?.[0]);
    expect(now).toBe(then);
    expect(now).toContain('令和3年4月頃');
    expect(words('dated', 'announcement-2021-03-01.html')).not.toMatch(/4月19日|5月24日/);
  });

  it('tells until when the work has to be done', () => {
    expect(words('dated', 'case-client.html')).toContain(`${cutoverDate} までに行ってください`);
    expect(words('dated', 'case-client.html')).toContain(`Ver.9.1.0 は、${generalDate} から入手できます`);
    expect(everyWord('dated')).not.toContain('9.1.0/');
  });
});

describe('when the pilot runs', () => {
  it('has the next version on a page for those who were asked, and the present one for all others', () => {
    expect(site('pilot').get('pilot.html')?.links).toContain('9.1.0/TogoInstaller-9.1.0.exe');
    expect(words('pilot', 'pilot.html')).toContain('連絡を受けていない事業所は、一般の公開をお待ちください');
    expect(site('pilot').get('download.html')?.links).toContain('pilot.html');
    expect(site('pilot').get('download.html')?.links).not.toContain('9.1.0/TogoInstaller-9.1.0.exe');
    expect(words('pilot', 'download.html')).toContain('Ver.9.1.0 は、まだ公開していません');
  });
});

describe('when it is there for every facility', () => {
  it('offers installer, checker and update, each with size, hash, signature and who can run it', () => {
    const page = words('general', 'download.html');
    expect(page).toContain('統合インストーラをダウンロード(19.9 MB)');
    expect(page).toContain('IE設定チェックツールをダウンロード(0.2 MB)');
    expect(page).toContain('更新ファイルをダウンロード(0.7 MB)');
    expect(page).toContain('Ver.9.0.0 が正しく入っているパソコンだけで使えます');
    expect(page).toContain('使える方 管理者権限のあるアカウントの方');
    expect(page).toContain('使える方 どなたでも(請求に使う方がサインインした画面で)');
    expect(page).toContain('署名者名 介護伝送ソフト配布窓口');
    for (const name of ['TogoInstaller-9.1.0.exe', 'IESettingsCheck-9.1.0.exe', 'TogoUpdate-9.1.0.exe']) {
      expect(page).toContain(`${name} ${sha256(`9.1.0/${name}`)}`);
      expect(site('general').get('download.html')?.links).toContain(`9.1.0/${name}`);
    }
  });

  it('has the steps of the release notes, and the notes themselves', () => {
    expect(words('general', 'download.html')).toContain('ダウンロードした TogoInstaller-9.1.0.exe をダブルクリックします');
    expect(words('general', 'download.html')).not.toContain('完了の確認');
    expect(words('general', 'notes-9.1.0.html')).toContain('Ver.8 以降の介護伝送ソフトからバージョンアップできます');
    expect(words('general', 'pilot.html')).toContain('先行の公開は、いま行っていません');
  });

  it('answers the three cases in the words of the notice', () => {
    expect(words('general', 'case-client.html')).toContain('ダウンロードのページへ進む');
    expect(words('general', 'case-other-vendor.html')).toContain('お使いのソフトの問合せ窓口へご確認ください');
    expect(words('general', 'case-delegated.html')).toContain('セキュリティ強化に伴う設定等の作業は発生しません');
  });
});

describe('when the cut-over is past', () => {
  it('says so in the past tense and still tells what to do', () => {
    expect(words('cutover', 'index.html')).toContain(`電子請求受付システムは、${cutoverDate} から、TLS 1.2 のみ通信が可能となりました。`);
    expect(words('cutover', 'index.html')).not.toContain('可能となります');
    expect(words('cutover', 'case-client.html')).toContain('いま行ってください');
    expect(site('cutover').get('download.html')?.links).toContain('9.1.0/TogoInstaller-9.1.0.exe');
  });

  it('was not past a moment before', () => {
    expect(words('general', 'index.html')).not.toContain('可能となりました');
  });
});

describe('when the general version is withdrawn', () => {
  it('warns at the top of every page, before anything else, with the reason and what to do', () => {
    for (const { path, words: page } of site('withdrawn').values()) {
      expect(page.indexOf('統合インストーラ Ver.9.1.0 の公開を中止しました'), path).toBeGreaterThan(0);
      expect(page.indexOf('統合インストーラ Ver.9.1.0 の公開を中止しました'), path).toBeLessThan(200);
      expect(page).toContain('理由: 一部のパソコンで起動できないことが分かったため');
      expect(page).toContain('すでにインストールした場合は、介護伝送ソフトのサポート窓口へご連絡ください');
    }
  });

  it('has no file of it any more, nor an older one in its place', () => {
    expect(everyWord('withdrawn')).not.toMatch(/href="9\./);
    expect(words('withdrawn', 'download.html')).toContain('ダウンロードできるものはありません');
    expect(words('withdrawn', 'case-client.html')).toContain('公開を中止しています');
    expect(words('withdrawn', 'index.html')).toContain('伝送通信ソフト(介護伝送ソフト)をお使いの場合 統合インストーラの公開を中止しています');
    expect(words('withdrawn', 'index.html')).toContain('このご案内は、2021年4月21日(水) 15:30 の公表に基づいています');
  });

  it('leaves out a reason that no facility could read', () => {
    const english = { ...worlds.withdrawn, withdrawals: { formatVersion: 1 as const, withdrawals: worlds.withdrawn.withdrawals.withdrawals.map((one) => ({ ...one, reason: 'crashes on start' })) } };
    expect(readPages(renderSite(english))[0]?.words).not.toMatch(/理由|crashes/);
  });
});

describe('when a withdrawn version is not the general one', () => {
  it('warns those who have it, and still offers the general one', () => {
    const pages = readPages(renderSite({ ...worlds.pilot, withdrawals: worlds.withdrawn.withdrawals }));
    expect(pages.every((page) => page.words.includes('Ver.9.1.0 の公開を中止しました'))).toBe(true);
    expect(pages.find(({ path }) => path === 'pilot.html')?.words).toContain('先行の公開は、いま行っていません');
    const download = pages.find(({ path }) => path === 'download.html');
    expect(download?.links).toContain('9.0.0/TogoInstaller-9.0.0.exe');
    expect(download?.html).not.toContain('9.1.0/');
    expect(download?.words).not.toContain('まだ公開していません');
  });
});

describe('when a withdrawn version is reinstated', () => {
  it('offers it as before and warns no more', () => {
    expect(site('reinstated').get('download.html')?.links).toContain('9.1.0/TogoInstaller-9.1.0.exe');
    expect(everyWord('reinstated')).not.toContain('公開を中止');
  });
});

describe('when the site goes from one state to the next', () => {
  it('leaves no page behind that nobody writes any more', () => {
    const order: readonly StateName[] = ['nothing', 'window', 'dated', 'pilot', 'general', 'withdrawn', 'reinstated', 'cutover'];
    const lost = order.slice(1).flatMap((state, before) => [...renderSite(worlds[order[before] ?? 'nothing']).keys()].filter((path) => !renderSite(worlds[state]).has(path)).map((path) => `${state}: ${path}`));
    expect(lost).toEqual([]);
  });
});

describe('when the programs carry development signatures', () => {
  it('says on every page that they are not for a facility', () => {
    const pages = readPages(renderSite({ ...worlds.general, operator: { ...worlds.general.operator, development: true } }));
    expect(pages.filter((page) => !page.words.includes('事業所のパソコンでは使わないでください'))).toEqual([]);
  });
});
