import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderHandler } from '../../src/serve/folder-handler.ts';
import { listen, type Listening } from '../../src/serve/listen.ts';

let folder: string;
let server: Listening;
const hash = 'a'.repeat(64);
const year = 'public, max-age=31536000, immutable';
const minute = 'public, max-age=60';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'togo-serve-'));
  const files = ['index.html', 'style.css', 'metadata/timestamp.json', 'metadata/1.root.json', `targets/9.1.0/${hash}.a.exe`, '9.1.0/a b.exe', '.togo-incoming/1.half', 'targets/.hidden/x'];
  for (const file of files) {
    await mkdir(dirname(join(folder, 'origin', file)), { recursive: true });
    await writeFile(join(folder, 'origin', file), `0123456789 ${file}`);
  }
  await writeFile(join(folder, 'secret'), 'not for anybody');
  await symlink(join(folder, 'secret'), join(folder, 'origin/link'));
  server = await listen(createServer(folderHandler(join(folder, 'origin'))), 0);
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** The path goes out as it is written, unlike that of a URL. */
function ask(path: string, options: { readonly method?: string; readonly headers?: Readonly<Record<string, string>> } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port: server.port, path, agent: false, ...options }, (response) => {
      let text = '';
      response.on('data', (portion: Buffer) => (text += portion.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    outgoing.once('error', reject).end();
  });
}

describe('when an origin folder is served', () => {
  it.each([
    ['/', minute, 'text/html; charset=utf-8'],
    ['/style.css?x=1', minute, 'text/css; charset=utf-8'],
    ['/9.1.0/a%20b.exe', minute, 'application/vnd.microsoft.portable-executable'],
    ['/metadata/timestamp.json', minute, 'application/json'],
    ['/metadata/1.root.json', year, 'application/json'],
    [`/targets/9.1.0/${hash}.a.exe`, year, 'application/vnd.microsoft.portable-executable'],
  ])('%s may be kept for as long as it stays the same', async (path, cache, type) => {
    expect(await ask(path)).toMatchObject({ status: 200, headers: { 'cache-control': cache, 'content-type': type }, text: expect.stringMatching(/^0123456789 /) });
  });

  it.each(['/.togo-incoming/1.half', '/.togo-incoming/', '/targets/.hidden/x', '/targets/', '/targets', '/9.1.0/', '/../secret', '/%2e%2e/secret', '/targets/..%2f..%2f..%2fsecret', '/link', '/%ff', '/a%00b', '//index.html', '/none'])(
    '%s is not there',
    async (path) => {
      expect(await ask(path)).toMatchObject({ status: 404, text: '' });
    },
  );

  it('a download that was broken off is continued', async () => {
    const range = (value: string) => ask('/index.html', { headers: { range: value } });
    expect(await range('bytes=5-')).toMatchObject({ status: 206, text: '56789 index.html', headers: { 'content-range': 'bytes 5-20/21' } });
    expect(await range('bytes=0-3')).toMatchObject({ status: 206, text: '0123' });
    expect((await range('bytes=99-')).status).toBe(200);
  });

  it('only looking is possible', async () => {
    expect(await ask('/index.html', { method: 'HEAD' })).toMatchObject({ status: 200, text: '', headers: { 'content-length': '21' } });
    expect(await ask('/index.html', { method: 'PUT' })).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
  });
});
