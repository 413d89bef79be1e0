import { systemClock } from '@togo/foundation';
import { untouchedPc, type Facts } from '@togo/ie-settings';
import { createTestPki, type TestPki } from '@togo/transmission/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClientError } from '../src/client-error.ts';
import { ieSetup, type IeSetup } from '../src/ie-check/ie-setup.ts';
import { ieSetupOf } from './ie-setup.ts';
import { openScreens, type OpenScreens } from './open-screens.ts';
import { enter, type Visitor } from './visitor.ts';

let pki: TestPki;
beforeAll(async () => {
  pki = await createTestPki();
});
afterAll(() => pki.remove());

async function visit(ie: IeSetup): Promise<Visitor & OpenScreens> {
  const open = await openScreens({ reception: { host: 'localhost', port: 1 }, trust: pki.trust }, undefined, ie);
  return { ...open, ...(await enter(open.screens.issueUrl())) };
}

const look = async (facts: Partial<Facts>): Promise<string> => (await (await visit(ieSetupOf(facts))).get('/ie-check')).body;

describe('when Internet Explorer is set right', () => {
  it('says so, whose setting it was, and that the client sends without it', async () => {
    const body = await look({ user: { kind: 'dword', value: 0xa80 } });
    expect(body).toContain('<h1>TLS 1.2 で通信できる設定です</h1>');
    expect(body).toContain('jimu さんの設定を確認しました。');
    expect(body).toContain('<span class="word">問題なし</span> TLS 1.2 は有効です<span class="code">(S-201)</span>');
    expect(body).toContain('介護伝送ソフトの送信には、Internet Explorer の設定を使いません。');
    expect(body).toContain('<a href="/check">接続確認</a>');
    expect(body).not.toMatch(/直し方|class="primary"/);
  });
});

describe('when the user can put it right', () => {
  it('names what is wrong, who can act and with which tool, and the values for support', async () => {
    const body = await look({ user: { kind: 'dword', value: 0xa0 } });
    expect(body).toContain('<h1>お使いの方の設定を直す必要があります</h1>');
    expect(body).toContain('<span class="word">要対応</span> TLS 1.2 が無効になっています<span class="code">(S-211)</span>');
    expect(body).toContain('対応する人: ご本人');
    expect(body).toContain('class="primary">IE設定チェックツールを開く');
    expect(body).toContain('<h2>ご本人の設定の直し方</h2>');
    expect(body).toContain('次にすること:</strong> [IE設定チェックツールを開く]を押し');
    expect(body).toMatch(/お使いの方の値<\/dt><dd>0x000000A0 \(SSL 3\.0, TLS 1\.0\).*直した後の値<\/dt><dd>0x000008A0/);
  });

  it('reads the setting anew each time', async () => {
    let user = { kind: 'dword', value: 0xa0 } as const as Facts['user'];
    const visitor = await visit({ ...ieSetupOf(), readFacts: () => Promise.resolve({ ...untouchedPc, user }) });
    expect((await visitor.get('/ie-check')).body).toContain('(S-211)');
    user = { kind: 'dword', value: 0x8a0 };
    expect((await visitor.get('/ie-check')).body).not.toContain('(S-211)');
  });

  it('starts the tool of this version from its folder', async () => {
    const opened: string[] = [];
    const visitor = await visit({ ...ieSetupOf(), openTool: (...from) => Promise.resolve(void opened.push(...from)) });
    expect(await visitor.post('/ie-check/tool')).toMatchObject({ status: 200, body: expect.stringContaining('<h1>IE設定チェックツールを開きました</h1>') });
    expect(opened).toEqual([visitor.places.program, '9.1.0']);
    expect(await visitor.readLog()).toContain(' ie-tool-opened');
  });

  it('says how to open the tool when it does not start', async () => {
    const visitor = await visit({ ...ieSetupOf(), openTool: () => Promise.reject(new ClientError('S-296', 'x.exe did not start')) });
    expect(await visitor.post('/ie-check/tool')).toMatchObject({ status: 500, body: expect.stringMatching(/\(S-296\)[^]*スタートメニューから《IE設定チェックツール》/) });
  });
});

describe('when somebody else has to act', () => {
  it.each<[string, Partial<Facts>, string]>([
    ['an administrator of the PC', { schannelEnabled: { kind: 'dword', value: 0 } }, 'このパソコンの管理者'],
    ['the owner of the policy', { machinePolicy: { kind: 'dword', value: 0x80 } }, '情報システムの担当者'],
    ['the support desk', { user: { kind: 'denied' } }, 'サポート窓口'],
  ])('names %s and offers no correction', async (_, facts, helper) => {
    const body = await look(facts);
    expect(body).toContain(`対応する人: ${helper}`);
    expect(body).not.toContain('<h2>ご本人の設定の直し方</h2>');
  });
});

describe('when an administrator has to act and the user can too', () => {
  it('sends to the administrator first, and shows the own correction below', async () => {
    const body = await look({ user: { kind: 'dword', value: 0x80 }, schannelEnabled: { kind: 'dword', value: 0 } });
    expect(body).toContain('<h1>このパソコンの管理者が直す必要があります</h1>');
    expect(body).toContain('次にすること:</strong> [結果を保存]の内容を、管理者の方にお知らせください。');
    expect(body).toContain('<h2>ご本人の設定の直し方</h2>');
  });
});

describe('when there is only something to tidy up', () => {
  it('explains where to untick it, and does not push the tool', async () => {
    const body = await look({ user: { kind: 'dword', value: 0xaa0 } });
    expect(body).toContain('<span class="word">注意</span> 古い方式(SSL 3.0)が有効のままです<span class="code">(S-220)</span>');
    expect(body).toContain('《詳細設定》');
    expect(body).not.toContain('class="primary"');
  });
});

describe('when the check is logged', () => {
  it('keeps codes, and neither the account nor its proxy', async () => {
    const visitor = await visit(ieSetupOf({ user: { kind: 'dword', value: 0xa0 }, proxy: { enabled: true, server: 'proxy.example:8080', script: '' } }));
    await visitor.get('/ie-check');
    const log = await visitor.readLog();
    expect(log).toContain(' ie-check codes="FAIL-U: 12 NO_12 FAIL-U"');
    expect(log).not.toMatch(/jimu|proxy/);
  });
});

describe('when there is no Windows', () => {
  const elsewhere = ieSetup({ platform: 'linux', env: {} }, systemClock);

  it('says that this check is for Windows, and the rest goes on', async () => {
    const visitor = await visit(elsewhere);
    expect((await visitor.get('/ie-check')).body).toContain('この確認は、Windowsのパソコンで行います<span class="code">(S-289)</span>');
    expect((await visitor.post('/ie-check/tool')).body).toContain('(S-289)');
    expect(await visitor.get('/')).toMatchObject({ status: 200 });
  });
});

describe('when Windows does not tell where it is', () => {
  it.each([{}, { SystemRoot: 'windows' }, { SystemRoot: '\\\\server\\windows' }])('does not look for reg.exe in %j', async (env) => {
    await expect(ieSetup({ platform: 'win32', env }, systemClock).readFacts()).rejects.toMatchObject({ code: 'S-295' });
  });
});

describe('when reg.exe is not there', () => {
  it('says that nothing could be read', async () => {
    await expect(ieSetup({ platform: 'win32', env: { SystemRoot: 'C:\\nowhere' } }, systemClock).readFacts()).rejects.toMatchObject({ code: 'S-295', message: expect.stringContaining('ENOENT') });
  });
});
