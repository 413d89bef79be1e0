import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { chosen, claimFile, monthNow, offices, openFacility, users } from './facility.ts';
import { choose, exchange, logIn, mainText, openEntry, rowOf, sendNow } from './steps.ts';

const patience = { timeout: 120_000 };
const anHour = 3600;

/** The same file with its text changed; none of what is changed lies within a two-byte letter. */
function edited(file: Buffer, ...changes: readonly (readonly [from: RegExp, to: string])[]): Buffer {
  const text = changes.reduce((before, [from, to]) => {
    const after = before.replace(from, to);
    expect(after).not.toBe(before);
    return after;
  }, file.toString('latin1'));
  return Buffer.from(text, 'latin1');
}

const unknownForm = edited(claimFile(), [/"7131"/g, '"7139"']);

describe('when a facility sends a good file', patience, () => {
  it('sees it arrive and be accepted', async () => {
    await using facility = await openFacility();
    const { page } = facility;
    await choose(page, chosen('I2612A.CSV', claimFile()));
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('送信する内容を確かめてください');
    expect(await mainText(page)).toContain(`事業所\n${offices.own}\n請求の種類\n介護給付費請求書・明細書`);
    await page.getByRole('button', { name: '送信待ちに入れる' }).click();
    expect(await mainText(page)).toContain('1件を送信待ちに入れ、このパソコンに保存しました。まだ送信していません。');
    await page.getByRole('button', { name: '送受信する' }).click();
    await logIn(page, users.own);
    await page.getByRole('heading', { name: '送受信が終わりました' }).waitFor();
    expect(await mainText(page)).toContain('1件が電子請求受付システムに届きました。');
    await exchange(page);
    expect(await rowOf(page, 'I2612A.CSV')).toMatch(/正常\t正常\tなし$/);
    await openEntry(page, 'I2612A.CSV');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('受付まで正常に終わりました');
    expect(facility.reception.log()).toContain('TLSv1.2');
  });

  it('is told that waiting is normal, and sends nothing twice meanwhile', async () => {
    await using facility = await openFacility({ delaySeconds: anHour });
    const { page } = facility;
    await sendNow(page, users.own, chosen('I2612A.CSV', claimFile()));
    await exchange(page);
    expect(await rowOf(page, 'I2612A.CSV')).toMatch(/待ち\t待ち\tなし$/);
    expect(await mainText(page)).toContain('翌朝9時30分より後');
    await choose(page, chosen('I2612B.CSV', claimFile()));
    expect(await mainText(page)).toContain('同じ請求情報がすでにあります(R-557)');
    expect(await page.getByRole('button', { name: '送信待ちに入れる' }).count()).toBe(0);
    await page.getByRole('link', { name: '開始' }).click();
    expect(await mainText(page)).toContain('1件が結果待ちです。');
    expect(await mainText(page)).toContain('23:30 まで');
  });

  it('may drop the file on the page instead of choosing it', async () => {
    await using facility = await openFacility();
    const { page } = facility;
    await page.getByRole('link', { name: '送信', exact: true }).click();
    await drop(page, await facility.write('I2612A.CSV', claimFile()));
    await page.getByRole('button', { name: '確かめる' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('送信する内容を確かめてください');
  });
});

describe('when a file has faults', patience, () => {
  it('reads each of five, where it is and what to do, and cannot send it', async () => {
    const faulty = edited(claimFile(), [/^1,1,0,13,(.*),7,/, '1,1,0,12,$1,4,'], [/^(2,3,"7131","01",")\d{6}/m, '$120261X'], [/"90000000\d\d"/, '"9000A"'], [/"4111"/, '"4\'11"']);
    await using facility = await openFacility();
    const { page } = facility;
    await choose(page, chosen('I2612A.CSV', faulty), chosen('I2612B.CSV', claimFile({ people: 4 })));
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('送信できないファイルがあります');
    const faults = await page.locator('.findings li').allInnerTexts();
    expect(faults).toHaveLength(5);
    for (const code of ['K-327', 'K-323', 'K-355', 'K-360', 'K-308']) {
      expect(faults.filter((fault) => fault.includes(`(${code})`) && /(ファイル全体|\d行目)/.test(fault) && fault.includes('次にすること'))).toHaveLength(1);
    }
    expect(await page.getByLabel('I2612A.CSV を送信待ちに入れる').count()).toBe(0);
    await page.getByLabel('I2612B.CSV を送信待ちに入れる').uncheck();
    await page.getByRole('button', { name: '送信待ちに入れる' }).click();
    expect(await mainText(page)).toContain('(K-385)');
    await page.getByLabel('I2612B.CSV を送信待ちに入れる').check();
    await page.getByRole('button', { name: '送信待ちに入れる' }).click();
    expect(await mainText(page)).toContain('1件を送信待ちに入れ');
  });

  it('is told △ as accepted, with what may be returned', async () => {
    await using facility = await openFacility();
    const { page } = facility;
    await sendNow(page, users.own, chosen('I2612A.CSV', unknownForm));
    await exchange(page);
    expect(await rowOf(page, 'I2612A.CSV')).toMatch(/正常\t受付済み\(返戻の見込みあり\)\tなし$/);
    await openEntry(page, 'I2612A.CSV');
    const text = await mainText(page);
    expect(text).toContain('このファイルは受け付けられています。送り直しは必要ありません。');
    expect(text).toContain('(K-351)');
    expect(text).not.toContain('エラー');
  });

  it('is told × as not accepted, and may send a mended one', async () => {
    await using facility = await openFacility({ faults: [{ on: 'send', nth: 1, do: 'judge', acceptance: 'error' }] });
    const { page } = facility;
    await sendNow(page, users.own, chosen('I2612A.CSV', claimFile()));
    await exchange(page);
    expect(await rowOf(page, 'I2612A.CSV')).toMatch(/正常\tエラー\tなし$/);
    await openEntry(page, 'I2612A.CSV');
    expect(await mainText(page)).toContain('請求として扱われません。取り消す必要はありません。');
    expect(await page.getByRole('link', { name: '取り消す' }).count()).toBe(0);
    await sendNow(page, users.own, chosen('I2612A.CSV', claimFile({ people: 4 })));
    await exchange(page);
    expect(await page.getByRole('row').count()).toBe(3);
  });
});

describe('when a facility cancels', patience, () => {
  it('asks, waits, and replaces only then', async () => {
    await using facility = await openFacility();
    const { page } = facility;
    await sendNow(page, users.own, chosen('I2612A.CSV', claimFile()));
    await openEntry(page, 'I2612A.CSV');
    expect(await page.getByRole('link', { name: '差し替えるファイルを選ぶ' }).count()).toBe(0);
    await page.getByRole('link', { name: '取り消す' }).click();
    expect(await mainText(page)).toContain('取消完了になるまでは取り消されていません。');
    await page.getByRole('button', { name: '取消を依頼する' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('取消は、まだ依頼していません');
    expect(await page.getByRole('link', { name: '差し替えるファイルを選ぶ' }).count()).toBe(0);
    await exchange(page);
    await exchange(page);
    expect(await rowOf(page, 'I2612A.CSV')).toMatch(/取消完了$/);
    await openEntry(page, 'I2612A.CSV');
    await page.getByRole('link', { name: '差し替えるファイルを選ぶ' }).click();
    expect(await mainText(page)).toContain('取消が完了した「I2612A.CSV');
    await page.getByLabel('請求情報のファイル').setInputFiles(chosen('I2612B.CSV', claimFile({ people: 4 })));
    await page.getByRole('button', { name: '確かめる' }).click();
    await page.getByRole('button', { name: '送信待ちに入れる' }).click();
    await exchange(page);
    expect(await rowOf(page, 'I2612B.CSV')).toMatch(/なし$/);
    await openEntry(page, 'I2612A.CSV');
    await page.getByRole('link', { name: '差し替えるファイルを選ぶ' }).click();
    await page.getByLabel('請求情報のファイル').setInputFiles(chosen('I2612C.CSV', claimFile({ people: 5 })));
    await page.getByRole('button', { name: '確かめる' }).click();
    expect(await mainText(page)).toContain('すでに差し替えています(R-558)');
  });

  it('is told plainly that a failed cancellation cancelled nothing', async () => {
    await using facility = await openFacility({ faults: [{ on: 'cancel', do: 'fail-cancellation' }] });
    const { page } = facility;
    await sendNow(page, users.own, chosen('I2612A.CSV', claimFile()));
    await openEntry(page, 'I2612A.CSV');
    await page.getByRole('link', { name: '取り消す' }).click();
    await page.getByRole('button', { name: '取消を依頼する' }).click();
    await exchange(page);
    await exchange(page);
    expect(await rowOf(page, 'I2612A.CSV')).toMatch(/取消失敗$/);
    await openEntry(page, 'I2612A.CSV');
    expect(await mainText(page)).toContain('この請求情報は取り消されていません。そのまま請求として扱われます。');
    expect(await page.getByRole('link', { name: '差し替えるファイルを選ぶ' }).count()).toBe(0);
  });
});

describe('when the closing time has passed', patience, () => {
  it('is told so by the reception system, whose clock decides', async () => {
    const month = monthNow();
    await using facility = await openFacility({ receptionNow: `${month.slice(0, 4)}-${month.slice(4)}-10T23:31:00+09:00` });
    const { page } = facility;
    await sendNow(page, users.own, chosen('I2612A.CSV', claimFile()));
    expect(await mainText(page)).toContain('パソコンの日付と時刻を合わせてください。');
    await page.getByRole('link', { name: '送信結果を見る' }).click();
    expect(await rowOf(page, 'I2612A.CSV')).toMatch(/エラー\tなし\tなし$/);
    await openEntry(page, 'I2612A.CSV');
    expect(await mainText(page)).toMatch(/送信の締切を過ぎています\(R-515\)[^]*10日\([日月火水木金土]\) 23:30\)を過ぎていました/);
  });
});

describe('when an agent sends', patience, () => {
  it('sends for three facilities at once, and sees the results of each', async () => {
    await using facility = await openFacility();
    const { page } = facility;
    const files = [offices.first, offices.second, offices.third].map((office, index) => chosen(`I2612${'ABC'[index] ?? ''}.CSV`, claimFile({ office })));
    await sendNow(page, users.agent, ...files);
    await exchange(page);
    for (const [name, facilityName] of [['I2612A.CSV', '本町介護'], ['I2612B.CSV', '南町介護'], ['I2612C.CSV', '北町介護']] as const) {
      expect(await rowOf(page, name)).toMatch(new RegExp(`${facilityName}[^]*正常\t正常\tなし$`));
    }
  });

  it('leaves the facility itself nothing to send', async () => {
    await using facility = await openFacility();
    const { page } = facility;
    await page.goto(new URL('/login', page.url()).href);
    await logIn(page, users.delegated);
    await choose(page, chosen('I2612A.CSV', claimFile({ office: offices.first })));
    expect(await mainText(page)).toContain('代理人が請求している事業所です(R-507)');
    expect(await page.getByRole('button', { name: '送信待ちに入れる' }).count()).toBe(0);
  });
});

/** A file let go over the field. Playwright has no such gesture. */
async function drop(page: Page, path: string): Promise<void> {
  const box = await page.getByLabel('請求情報のファイル').boundingBox();
  const chromium = await page.context().newCDPSession(page);
  const place = { x: (box?.x ?? 0) + 40, y: (box?.y ?? 0) + 10 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await chromium.send('Input.dispatchDragEvent', { type, ...place, data: { items: [], files: [path], dragOperationsMask: 1 } });
  }
}
