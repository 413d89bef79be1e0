import type { LastExchange } from '@togo/transmission/node';
import { createTestPki, type TestPki } from '@togo/transmission/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openScreens } from './open-screens.ts';
import { aSession, anEntry, everyState, scriptedDesk } from './scripted-desk.ts';
import { enter, type Reply } from './visitor.ts';

let pki: TestPki;
beforeAll(async () => {
  pki = await createTestPki();
});
afterAll(() => pki.remove());

const waiting = anEntry({ ...everyState['waiting'], sentBy: aSession.userId });
const lastExchange = (code: string): LastExchange => {
  const at = new Date().toISOString();
  return { at, serverTime: at, skewSeconds: 0, code };
};

type Script = NonNullable<Parameters<typeof scriptedDesk>[0]>;

async function results(script: Script): Promise<Reply> {
  const { screens } = await openScreens({ reception: { host: 'localhost', port: 1 }, trust: pki.trust }, undefined, undefined, scriptedDesk(script));
  return (await enter(screens.issueUrl())).get('/results');
}

describe('when 送信結果 is open while results are waited for', () => {
  it('tells when it asked last and when it will ask next, and comes anew by itself soon after', async () => {
    const { body, headers } = await results({ all: [waiting], session: aSession, lastExchange: lastExchange('T-100') });
    expect(body).toMatch(/前回の問い合わせ: \d+年\d+月\d+日\(.\) \d+:\d\d<br>/);
    expect(body).toMatch(/次の自動の問い合わせ: \d+年\d+月\d+日\(.\) \d+:\d\d ごろ<\/p>/);
    expect(body).toContain('送信待ちの請求情報や取消の依頼は、自動では送信しません。');
    expect(Number(headers['refresh'])).toBeGreaterThan(600);
    expect(Number(headers['refresh'])).toBeLessThanOrEqual(621);
  });

  it('tells a last time that failed by its name, and asks again all the same', async () => {
    const { body, headers } = await results({ all: [waiting], session: aSession, lastExchange: lastExchange('T-102') });
    expect(body).toContain('電子請求受付システムに接続できませんでした<span class="code">(T-102)</span>');
    expect(headers).toHaveProperty('refresh');
  });

  it.each<[string, Script, string]>([
    ['nobody is logged in', { all: [waiting], lastExchange: lastExchange('T-100') }, '送信したユーザIDで<a href="/login">ログイン</a>しているあいだ'],
    ['the reception system refused', { all: [waiting], session: aSession, lastExchange: lastExchange('R-533') }, '自動の問い合わせを止めています。'],
  ])('says that it does not ask, and stays as it is, where %s', async (_state, script, said) => {
    const { body, headers } = await results(script);
    expect(body).toContain(said);
    expect(body).toContain('次の自動の問い合わせ: ありません');
    expect(headers).not.toHaveProperty('refresh');
  });

  it('says nothing of it where everything is decided', async () => {
    const { body, headers } = await results({ all: [anEntry({ ...everyState['accepted'], sentBy: aSession.userId })], session: aSession, lastExchange: lastExchange('T-100') });
    expect(body).not.toContain('の問い合わせ:');
    expect(headers).not.toHaveProperty('refresh');
  });

  it.each(['/send', '/login', '/settings', '/outbox', '/'])('leaves %s alone, where somebody may be typing or choosing', async (path) => {
    const { screens } = await openScreens({ reception: { host: 'localhost', port: 1 }, trust: pki.trust }, undefined, undefined, scriptedDesk({ all: [waiting], session: aSession, lastExchange: lastExchange('T-100') }));
    const { headers, body } = await (await enter(screens.issueUrl())).get(path);
    expect(headers).not.toHaveProperty('refresh');
    expect(body).not.toMatch(/http-equiv="refresh"/i);
  });
});
