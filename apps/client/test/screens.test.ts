import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTestPki, type Peer, startTcp, type TestPki } from '@togo/transmission/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settingsPath } from '../src/places.ts';
import { openScreens, type OpenScreens } from './open-screens.ts';
import { startReception } from './receptions.ts';
import { enter, type Visitor } from './visitor.ts';

let pki: TestPki;
let reception: Peer;
beforeAll(async () => {
  pki = await createTestPki();
  reception = await startReception(pki, 'TLSv1.2');
});
afterAll(() => Promise.all([reception.close(), pki.remove()]));

async function visit(port = reception.port): Promise<Visitor & OpenScreens> {
  const open = await openScreens({ reception: { host: 'localhost', port }, trust: pki.trust });
  return { ...open, ...(await enter(open.screens.issueUrl())) };
}

describe('when a facility checks the connection', () => {
  it('shows that it is connected, with which TLS version, and what comes next', async () => {
    const visitor = await visit();
    expect((await visitor.get('/')).body).toContain('まだ確認していません');
    expect(await visitor.post('/check')).toMatchObject({ status: 303, headers: { location: '/check/result' } });
    const { body } = await visitor.get('/check/result');
    expect(body).toContain('電子請求受付システムに接続できました<span class="code">(T-100)</span>');
    expect(body).toContain('TLS 1.2 で通信できることを確認しました。');
    expect(body).toContain('この画面は閉じてかまいません');
    expect((await visitor.get('/')).body).toContain('<a href="/check/result">結果を見る</a>');
  });

  it('shows a server without TLS 1.2 as T-104, and that no claim was sent', async () => {
    const modern = await startReception(pki, 'TLSv1.3');
    const visitor = await visit(modern.port);
    await visitor.post('/check');
    const { body } = await visitor.get('/check/result');
    expect(body).toContain('電子請求受付システムに接続できませんでした<span class="code">(T-104)</span>');
    expect(body).toContain('この確認では、請求情報を送信していません。');
    expect(body).toContain('[もう一度確認]を押してください');
    expect(body).toContain('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION');
    await modern.close();
  });

  it('shows a server without TLS as T-105', async () => {
    const plain = await startTcp((socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
    const visitor = await visit(plain.port);
    await visitor.post('/check');
    expect((await visitor.get('/check/result')).body).toContain('(T-105)');
    await plain.close();
  });

  it('tells when the clock of this PC is off', async () => {
    const ahead = await startReception(pki, 'TLSv1.2', 600);
    const visitor = await visit(ahead.port);
    await visitor.post('/check');
    expect((await visitor.get('/check/result')).body).toContain('接続先の時計より約10分遅れています');
    await ahead.close();
  });

  it('connects once, however often the button is pressed meanwhile', async () => {
    const visitor = await visit();
    await Promise.all([visitor.post('/check'), visitor.post('/check'), visitor.post('/check')]);
    expect((await visitor.readLog()).match(/ check /g)).toHaveLength(1);
  });

  it('saves the last result as a text for Notepad', async () => {
    const visitor = await visit();
    expect(await visitor.get('/check/result.txt')).toMatchObject({ status: 303, headers: { location: '/check' } });
    await visitor.post('/check');
    const { headers, body } = await visitor.get('/check/result.txt');
    expect(headers['content-disposition']).toMatch(/^attachment; filename="check-\d{8}-\d{4}\.txt"; filename\*=UTF-8''%E6%8E%A5/);
    expect(body.startsWith('\uFEFF介護伝送ソフト 接続確認の結果\r\n')).toBe(true);
    expect(body.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(body).toMatch(/コード: T-100\r\n日時: \d+年.*\r\nこのソフト: Ver\.9\.1\.0\r\n接続先: localhost:\d+\r\n/);
  });
});

describe('when the reception system is set', () => {
  it('keeps what was typed, full-width letters included, and checks there', async () => {
    const visitor = await visit(1);
    const { status, body } = await visitor.post('/settings', { host: ' LOCALHOST ', port: String(reception.port).replaceAll(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)) });
    expect(status).toBe(200);
    expect(body).toContain('設定を保存しました。');
    expect(JSON.parse(await readFile(settingsPath(visitor.places), 'utf8'))).toEqual({ formatVersion: 2, reception: { host: 'localhost', port: reception.port } });
    await visitor.post('/check');
    expect((await visitor.get('/check/result')).body).toContain('(T-100)');
  });

  it('names each field that it cannot take, keeps what was typed, and saves nothing', async () => {
    const visitor = await visit();
    const { status, body } = await visitor.post('/settings', { host: 'https://"x"', port: '0' });
    expect(status).toBe(422);
    expect(body).toContain('(S-287)');
    expect(body).toContain('(S-288)');
    expect(body).toContain('value="https://&quot;x&quot;"');
    await expect(readFile(settingsPath(visitor.places))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('goes back to the standard one', async () => {
    const visitor = await visit();
    await visitor.post('/settings', { host: 'other.example', port: '443' });
    expect((await visitor.post('/settings/standard')).body).toContain(`value="${reception.port}"`);
    expect((await visitor.get('/settings')).body).not.toContain('other.example');
  });

  it('tells about a broken settings file on every page that needs it, and leaves it as it is', async () => {
    const open = await openScreens({ reception: { host: 'localhost', port: reception.port }, trust: pki.trust }, async (places) => {
      await mkdir(places.data);
      await writeFile(settingsPath(places), 'broken');
    });
    const visitor = await enter(open.screens.issueUrl());
    expect(await visitor.get('/settings')).toMatchObject({ status: 500, body: expect.stringContaining('(S-285)') });
    expect(await visitor.post('/settings', { host: 'a.example', port: '443' })).toMatchObject({ status: 500, body: expect.stringContaining('(S-285)') });
    await visitor.post('/check');
    const { body } = await visitor.get('/check/result');
    expect(body).toContain('(S-285)');
    expect(body).toContain('接続の確認は行っていません。');
    expect(await readFile(settingsPath(open.places), 'utf8')).toBe('broken');
  });
});

describe('when a facility looks something up', () => {
  it('shows the release notes of this version inside our own frame', async () => {
    const visitor = await visit();
    const { body } = await visitor.get('/notes');
    expect(body).toContain('<h1>統合インストーラ Ver.9.1.0 リリースノート</h1>');
    expect(body.match(/<html|<style|<title/g)).toEqual(['<html', '<title']);
  });

  it('has the guide where one is installed', async () => {
    const open = await openScreens({ reception: { host: 'localhost', port: 1 }, trust: pki.trust, guide: '<h1>接続できないとき</h1>' });
    const visitor = await enter(open.screens.issueUrl());
    expect((await visitor.get('/support')).body).toContain('<a href="/guide">');
    expect((await visitor.get('/guide')).body).toContain('<h1>接続できないとき</h1>');
    const without = await visit();
    expect((await without.get('/support')).body).not.toContain('/guide');
    expect((await without.get('/guide')).status).toBe(404);
  });

  it('tells support the versions, and what every code means', async () => {
    const { body } = await (await visit()).get('/support');
    expect(body).toContain(`Node.js ${process.versions.node}`);
    expect(body).toContain('介護伝送ソフト Ver.9.1.0');
    for (const code of ['T-101', 'T-116', 'S-285', 'I-492']) expect(body).toContain(`<th scope="row">${code}</th>`);
    expect(body).not.toMatch(/\{\w+\}/);
  });

  it('says when it is a build for tests', async () => {
    const open = await openScreens({ reception: { host: 'localhost', port: 1 }, trust: pki.trust, signing: 'development' });
    expect((await (await enter(open.screens.issueUrl())).get('/')).body).toContain('テスト版(テスト署名)');
    expect((await (await visit()).get('/')).body).not.toContain('テスト版');
  });
});

describe('when the installation is damaged', () => {
  it.each([['release.json', 'I-481'], ['trust.json', 'I-482']])('opens all the same and says what to do about %s', async (file, code) => {
    const open = await openScreens({ reception: { host: 'localhost', port: 1 }, trust: pki.trust }, (places) => writeFile(join(places.program, file), '{}'));
    const visitor = await enter(open.screens.issueUrl());
    expect(await visitor.get('/')).toMatchObject({ status: 500, body: expect.stringContaining(`(${code})`) });
    expect((await visitor.get('/')).body).toContain('統合インストーラをもう一度実行してください');
    expect(await visitor.get('/support')).toMatchObject({ status: 200, body: expect.stringContaining(`(${code})`) });
    await visitor.post('/check');
    expect((await visitor.get('/check/result')).body).toContain(`(${code})`);
  });
});
