import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '@togo/foundation';
import { createTestPki, type TestPki } from '@togo/transmission/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Places } from '../src/places.ts';
import { menu } from '../src/ui/addresses.ts';
import { installerStarter, type InstallerStarter } from '../src/update/start-installer.ts';
import { updateFolder } from '../src/update/update-folder.ts';
import { openScreens, type OpenScreens } from './open-screens.ts';
import { aRelease, aWithdrawal } from './published.ts';
import { remember, type Remembered } from './remembered.ts';
import { enter, type Visitor } from './visitor.ts';

let pki: TestPki;
beforeAll(async () => {
  pki = await createTestPki();
});
afterAll(() => pki.remove());

interface Opened extends OpenScreens {
  readonly visitor: Visitor;
  /** What was opened for the user. */
  readonly started: string[];
}

/** Judges as denso.exe does. */
const standIn = (started: string[]): InstallerStarter => ({
  async start(exe, expected) {
    if (sha256(await readFile(exe)) !== expected) return 'differs';
    started.push(exe);
    return 'opened';
  },
});

type Prepare = (places: Places) => Promise<void>;

async function open(remembered: Remembered | undefined, prepare: Prepare = () => Promise.resolve(), installer?: InstallerStarter): Promise<Opened> {
  const started: string[] = [];
  const opened = await openScreens(
    { reception: { host: 'localhost', port: 1 }, trust: pki.trust },
    async (places) => {
      if (remembered !== undefined) await remember(places, remembered);
      await prepare(places);
    },
    undefined,
    undefined,
    installer ?? standIn(started),
  );
  return { ...opened, started, visitor: await enter(opened.screens.issueUrl()) };
}

const content = 'the bytes of the update';
const release = aRelease('9.2.0', '9.1.0');
const offered = { releases: [{ ...release, artefacts: release.artefacts.map((each) => ({ ...each, sha256: sha256(content), bytes: content.length })) }] };
const fileOf = (places: Places): string => join(updateFolder(places), '9.2.0', 'TogoUpdate-9.2.0.exe');

async function downloaded(places: Places, bytes = content): Promise<void> {
  await mkdir(join(updateFolder(places), '9.2.0'), { recursive: true });
  await writeFile(fileOf(places), bytes);
}

describe('when the installed version was withdrawn', () => {
  it('says so on every page, from what is remembered, with nobody asked', async () => {
    const { visitor } = await open({ withdrawals: [aWithdrawal('9.1.0')] });
    for (const { path } of menu) expect((await visitor.get(path)).body, path).toContain('<aside class="strip"');
    const { body } = await visitor.get('/update');
    expect(body).toContain('理由: 送信結果が表示されない場合があるため');
    expect(body).toContain('Ver.9.1.0 の配布を取りやめた日時: 2021年4月20日(火) 9:00');
  });

  it('says nothing of the kind for another version', async () => {
    const { visitor } = await open({ withdrawals: [aWithdrawal('9.0.0'), aWithdrawal('9.2.0')] });
    expect((await visitor.get('/')).body).not.toContain('class="strip"');
    const { body } = await visitor.get('/update');
    expect(body).toContain('最新の版です(Ver.9.1.0)');
    expect(body).toContain('Ver.9.2.0 は、配布を取りやめています。');
  });
});

describe('when a newer version is known', () => {
  it('is told on the first page and shown with its words, as text', async () => {
    const { visitor } = await open({ statement: offered, notes: 'お知らせ\r\n==========\r\n\r\n■ 変わること\r\n<b>TLS 1.2</b>\r\n' });
    expect((await visitor.get('/')).body).toContain('新しい版(Ver.9.2.0)があります。');
    const { body } = await visitor.get('/update');
    expect(body).toContain('<h1>新しい版があります: Ver.9.2.0</h1>');
    expect(body).toContain('<div class="plain-text">お知らせ\r\n\r\n■ 変わること\r\n&lt;b&gt;TLS 1.2&lt;/b&gt;</div>');
  });

  it('is shown as ready once it was downloaded, and opened alone in its folder', async () => {
    const { visitor, places, started } = await open({ statement: offered }, async (there) => {
      await downloaded(there);
      await writeFile(join(updateFolder(there), '9.2.0', 'version.dll'), 'planted');
    });
    expect((await visitor.get('/update')).body).toContain('<h1>Ver.9.2.0 をインストールできます</h1>');
    expect((await visitor.post('/update/start')).body).toContain('Ver.9.2.0 のインストーラを開きました');
    expect(started).toEqual([fileOf(places)]);
    expect(await readdir(join(updateFolder(places), '9.2.0'))).toEqual(['TogoUpdate-9.2.0.exe']);
  });

  it('is not opened, and goes, when its bytes have changed since', async () => {
    const { visitor, places, started } = await open({ statement: offered }, (there) => downloaded(there, content.replace('bytes', 'BYTES')));
    expect((await visitor.get('/update')).body).toContain('インストールできます');
    expect((await visitor.post('/update/start')).body).toContain('(U-632)');
    expect(started).toEqual([]);
    expect(await readdir(join(updateFolder(places), '9.2.0'))).toEqual([]);
    expect((await visitor.get('/update')).body).toContain('ダウンロードする');
  });

  it('is not opened before it is here, nor where there is no Windows', async () => {
    expect((await (await open({ statement: offered })).visitor.post('/update/start')).body).toContain('(U-632)');
    const { visitor } = await open({ statement: offered }, downloaded, installerStarter({ platform: 'linux' }, { program: '/' }));
    expect((await visitor.post('/update/start')).body).toContain('(U-633)');
  });

  it('tells how much of it is here from an earlier attempt', async () => {
    const { visitor } = await open({}, async (places) => {
      await mkdir(join(updateFolder(places), '9.2.0'), { recursive: true });
      await writeFile(`${fileOf(places)}.0123456789abcdef.part`, Buffer.alloc(7_340_000));
    });
    const { body } = await visitor.get('/update');
    expect(body).toContain('途中(7.3 MB)まで届いています。');
    expect(body).toContain('続きをダウンロードする');
  });
});

describe('when earlier versions left something', () => {
  it('removes downloads and words of versions that are not offered any more', async () => {
    const { places } = await open({ statement: { channels: { general: '9.1.0' } }, notes: 'old' }, downloaded);
    expect(await readdir(updateFolder(places))).toEqual(['asked.json', 'trust.json']);
  });
});

describe('when updates cannot be asked for', () => {
  it('says so where this version does not know whom to ask', async () => {
    const { visitor } = await open(undefined);
    expect((await visitor.get('/update')).body).toContain('確認できた日時: まだありません');
    expect((await visitor.post('/update/check')).status).toBe(303);
    expect((await visitor.get('/update')).body).toContain('この版では、更新を確認できません<span class="code">(U-601)</span>');
  });

  it.each(['', '{', '{}', '{"signed":{"_type":"timestamp"}}'])('says so where the root is none: %j', async (root) => {
    const { visitor } = await open({}, (places) => writeFile(join(places.program, 'root.json'), root));
    await visitor.post('/update/check');
    expect((await visitor.get('/update')).body).toContain('(U-601)');
  });

  const noAddress = ['http://localhost:9/denso/', 'https://localhost:9/denso', 'https://user@localhost:9/', 'https:///denso/', 'https://localhost:9/denso/?x/'];
  it.each(noAddress)('does not ask an address that is none: %s', async (url) => {
    const { visitor } = await open({ url });
    await visitor.post('/update/check');
    expect((await visitor.get('/update')).body).toContain('(U-601)');
  });

  it('names the origin, not the reception system, and keeps what was known', async () => {
    const { visitor } = await open({ statement: offered });
    await visitor.post('/update/check');
    const { body } = await visitor.get('/update');
    expect(body).toContain('更新の配布元に接続できませんでした<span class="code">(T-102)</span>');
    expect(body).toContain('接続先(localhost)');
    expect(body).not.toContain('電子請求受付システムに');
    expect(body).toContain('<h2>新しい版: Ver.9.2.0</h2>');
  });

  it('does not say that a version is the latest when nobody could be asked', async () => {
    const { visitor } = await open({ statement: { channels: { general: '9.1.0' } } });
    expect((await visitor.get('/update')).body).toContain('最新の版です(Ver.9.1.0)');
    await visitor.post('/update/check');
    expect((await visitor.get('/update')).body).not.toContain('最新の版です');
  });

  it('keeps damaged files for nothing', async () => {
    const { visitor } = await open({}, async (places) => {
      await writeFile(join(updateFolder(places), 'trust.json'), '{"formatVersion":1');
      await writeFile(join(updateFolder(places), 'asked.json'), '[]');
    });
    expect((await visitor.get('/update')).body).toContain('確認できた日時: まだありません');
  });
});
