import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chosen, claimFile, offices, openFacility, password, users } from './facility.ts';
import { choose, exchange, logIn, mainText, openEntry, rowOf, sendNow } from './steps.ts';

const patience = { timeout: 120_000 };

describe('when somebody logs in', patience, () => {
  it('changes the provisional password first, and then sends', async () => {
    await using facility = await openFacility();
    const { page } = facility;
    await choose(page, chosen('I2612A.CSV', claimFile({ office: offices.beginner })));
    await page.getByRole('button', { name: '送信待ちに入れる' }).click();
    await page.getByRole('button', { name: '送受信する' }).click();
    await logIn(page, users.beginner);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('パスワードの変更');
    const change = async (next: string, again = next): Promise<void> => {
      await page.getByLabel('仮パスワード').fill(password);
      await page.getByLabel('新しいパスワード', { exact: true }).fill(next);
      await page.getByLabel('もう一度').fill(again);
      await page.getByRole('button', { name: 'パスワードを変更する' }).click();
    };
    await change('short1');
    expect(await mainText(page)).toContain('(R-504)');
    await change('Wakaba2026', 'Wakaba2027');
    expect(await mainText(page)).toContain('(R-586)');
    await change('Wakaba2026');
    await page.getByRole('heading', { name: '送受信が終わりました' }).waitFor();
    expect(await mainText(page)).toContain('1件が電子請求受付システムに届きました。');
  });

  it('is told when the lock ends, and the client asks no more often than the clerk pressed', async () => {
    await using facility = await openFacility();
    const { page } = facility;
    await page.goto(new URL('/login', page.url()).href);
    for (const wrong of ['Wrong0001', 'Wrong0002', 'Wrong0003']) await logIn(page, users.own, wrong);
    await logIn(page, users.own);
    expect(await mainText(page)).toMatch(/いまはログインできません\(R-502\)[^]*\d{4}年\d+月\d+日\(.\) \d+:\d\dまでログインできません/);
    expect(await page.getByLabel('パスワード').inputValue()).toBe('');
  });

  it('keeps the password nowhere on the PC', async () => {
    await using facility = await openFacility();
    const { page, home } = facility;
    await sendNow(page, users.own, chosen('I2612A.CSV', claimFile()));
    const files = (await readdir(home, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    expect(files.map(({ name }) => name)).toContain('outbox.sqlite');
    for (const { parentPath, name } of files) expect((await readFile(join(parentPath, name))).includes(password)).toBe(false);
  });
});

describe('when the way to the reception system fails', patience, () => {
  it('keeps the claim, says that it may have arrived, and asks before it sends again', async () => {
    await using facility = await openFacility({ faults: [{ on: 'send', nth: 1, do: 'drop-after-body' }, { on: 'ask', nth: 1, do: 'refuse', code: 'R-533' }] });
    const { page } = facility;
    await choose(page, chosen('I2612A.CSV', claimFile()));
    await page.getByRole('button', { name: '送信待ちに入れる' }).click();
    await page.getByRole('button', { name: '送受信する' }).click();
    await logIn(page, users.own);
    await page.getByRole('link', { name: '送信結果を見る' }).waitFor();
    expect(await mainText(page)).toContain('送信待ちに1件が残っています。このパソコンに保存されているので、なくなりません。');
    await page.getByRole('link', { name: '送信待ち' }).click();
    expect(await mainText(page)).toContain('届いたかどうかを確かめます');
    expect(await page.getByRole('button', { name: '取り出す' }).count()).toBe(0);
    await exchange(page);
    await exchange(page);
    expect(await rowOf(page, 'I2612A.CSV')).toMatch(/正常\t正常\tなし$/);
    expect(await page.getByRole('row').count()).toBe(2);
  });

  it('keeps what was confirmed when the PC loses power, and takes it out again on request', async () => {
    await using facility = await openFacility();
    const { page } = facility;
    await choose(page, chosen('I2612A.CSV', claimFile()), chosen('I2612B.CSV', claimFile({ people: 4 })));
    for (const box of await page.getByRole('checkbox').all()) await box.check();
    await page.getByRole('button', { name: '送信待ちに入れる' }).click();
    expect(await mainText(page)).toContain('2件を送信待ちに入れ');
    await facility.restart();
    expect(await mainText(page)).toContain('2件が送信待ちです。まだ送信していません。');
    await page.getByRole('link', { name: '送信待ち' }).first().click();
    await page.getByRole('button', { name: '取り出す(I2612B.CSV)' }).click();
    expect(await mainText(page)).not.toContain('I2612B.CSV');
    await page.getByRole('button', { name: '送受信する' }).click();
    await logIn(page, users.own);
    await page.getByRole('link', { name: '送信結果を見る' }).click();
    expect(await rowOf(page, 'I2612A.CSV')).toContain('正常');
  });
});

describe('when a facility fetches and asks', patience, () => {
  it('receives a notice document as a file with its Japanese name', async () => {
    await using facility = await openFacility();
    const { page } = facility;
    await sendNow(page, users.own, chosen('I2612A.CSV', claimFile()));
    await page.getByRole('link', { name: '通知文書' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: '受け取る' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('返戻(保留)一覧表-202610.csv');
    expect(await readFile(await file.path(), 'latin1')).toBe('1,2\r\n');
    await page.getByRole('link', { name: '通知文書' }).click();
    expect(await mainText(page)).toContain('受け取り済み');
  });

  it('saves a slip for support that says nothing of anybody in care', async () => {
    await using facility = await openFacility({ faults: [{ on: 'send', nth: 1, do: 'judge', acceptance: 'error' }] });
    const { page } = facility;
    const file = claimFile();
    const insured = [...new Set(file.toString('latin1').match(/"9\d{9}"/g) ?? [])].map((quoted) => quoted.slice(1, -1));
    await sendNow(page, users.own, chosen('I2612A.CSV', file));
    await exchange(page);
    await openEntry(page, 'I2612A.CSV');
    await page.getByRole('link', { name: 'サポート' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: '問い合わせ票を保存' }).click();
    const slip = await readFile(await (await download).path(), 'utf8');
    expect(slip).toMatch(/前回の送受信: T-100 .*\r\n/);
    expect(slip).toMatch(/\d{20} delivered 到達 正常 受付 エラー 取消 なし/);
    expect(slip).toContain('OpenSSL');
    expect(insured.length).toBeGreaterThan(2);
    for (const secret of [...insured, password]) expect(slip).not.toContain(secret);
  });
});
