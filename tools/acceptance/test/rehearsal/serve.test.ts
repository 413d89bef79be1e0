import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { get, type RequestOptions } from 'node:https';
import type { IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fixedClock } from '@togo/foundation';
import { parseTrust } from '@togo/tls-policy';
import { openRepository, type Getter } from '@togo/trust/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { developmentPki } from '../../src/dev-pki.ts';
import { startSite, type RunningSite } from '../../src/serve.ts';

const at = '2021-04-19T10:00:00+09:00';
let folder: string;
let ca: readonly string[];
let serving: RunningSite;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'togo-serve-'));
  ca = parseTrust(await readFile((await developmentPki()).reception.trustPath, 'utf8')).ca;
  serving = await startSite(join(folder, 'nothing'), '--at', at);
}, 120_000);
afterAll(async () => {
  await serving?.stop('SIGKILL');
  await rm(folder, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

function ask(url: string, options: RequestOptions = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    get(url, { ca: [...ca], agent: false, ...options }, (response) => {
      const portions: Buffer[] = [];
      response.on('data', (portion: Buffer) => portions.push(portion));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(portions) }));
    }).once('error', reject);
  });
}

const getter: Getter = async (url) => {
  const { status, body } = await ask(url);
  return status === 200 ? whole(body) : undefined;
};

// eslint-disable-next-line @typescript-eslint/require-await -- what a body is
async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

describe('when everything is served for a look, as of the general release', () => {
  it('the site offers the installer, and a page may be kept for a minute', async () => {
    const page = await ask(`${serving.site}download.html`);
    expect([page.status, page.headers['cache-control']]).toEqual([200, 'public, max-age=60']);
    expect(page.body.toString()).toContain('9.1.0/TogoInstaller-9.1.0.exe');
    expect((await ask(`${serving.site}9.1.0/TogoInstaller-9.1.0.exe`)).body.toString()).toContain('stand-in');
    expect((await ask(`${serving.site}.togo-incoming/`)).status).toBe(404);
  });

  it('a client believes the origin behind it', async () => {
    const root = (await ask(`${serving.site}metadata/1.root.json`)).body;
    const repository = openRepository({ url: serving.site.slice(0, -1), root, store: join(folder, 'store'), get: getter, clock: fixedClock(at) });
    const { statement, channels } = await repository.refresh();
    expect([statement.milestone, statement.version, channels.general?.release.version]).toEqual(['general', '9.1.0', '9.1.0']);
  });

  it('the reception beside it lives in the same days', async () => {
    expect(serving.reception.era).toBe('tls1.0-1.2');
    const answer = JSON.parse((await ask(`https://localhost:${serving.reception.port}/v1/handshake`)).body.toString()) as { serverTime: string };
    expect(answer.serverTime.slice(0, 13)).toBe('2021-04-19T01');
    const old = { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' } as const;
    expect((await ask(`https://localhost:${serving.reception.port}/v1/handshake`, old)).status).toBe(200);
    await expect(ask(serving.site, old)).rejects.toThrow();
  });

  it('Ctrl-C ends all of it', async () => {
    expect(await serving.stop('SIGINT')).toEqual([0, null]);
    for (const url of [serving.site, `https://localhost:${serving.reception.port}/`]) await expect(ask(url)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
