import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { SecureVersion } from 'node:tls';
import { sha256 } from '@togo/foundation';
import { ensureDevelopmentKeys, type Signers } from '@togo/signing';
import { hashedTargetPath, type Release, type Statement, type Withdrawal } from '@togo/trust';
import type { TestPki } from '@togo/transmission/testing';
import { lay, write, type Objects, type Publication } from '../trust/memory-origin.ts';

/** How the files of release 9.2.0 differ from each other; the update is large enough to be interrupted. */
export const contents = {
  '9.2.0/TogoInstaller-9.2.0.exe': 'the whole installer '.repeat(200_000),
  '9.2.0/TogoUpdate-9.2.0.exe': 'the update '.repeat(300_000),
  '9.2.0/notes.txt': '統合インストーラ Ver.9.2.0 のお知らせ\r\n\r\n■ 変わること\r\n\r\n・送信結果の画面を見やすくしました。\r\n',
} as const;
type FileName = keyof typeof contents;

export const updateName = '9.2.0/TogoUpdate-9.2.0.exe' satisfies FileName;

const signersOf = { root: ['root-1', 'root-2'], targets: ['release', 'qa'], status: ['status'], snapshot: ['snapshot'], timestamp: ['timestamp'] } as const;

export interface Publishing {
  readonly now: Date;
  /** What everybody installs. */
  readonly general?: string;
  /** What the update of 9.2.0 leaves out. */
  readonly base?: string;
  readonly withdrawals?: readonly Withdrawal[];
}

/** Where releases are downloaded from: a real HTTPS server with one TLS version, and signed metadata of our own making. */
export class DownloadOrigin implements AsyncDisposable {
  readonly objects: Objects = new Map();
  /** `GET` paths with the range that was asked for. */
  readonly asked: string[] = [];
  readonly pki: TestPki;
  /** Of the repository. */
  root: Uint8Array = new Uint8Array();
  /** Of each file below `targets/`; endless when undefined. */
  bytesPerSecond: number | undefined;
  port = 0;
  readonly #signers: Signers;
  readonly #keys: string;
  readonly #close: () => Promise<void>;
  #previous: Publication['documents'] | undefined;
  #sequence = 0;

  private constructor(pki: TestPki, keys: string, signers: Signers, close: () => Promise<void>) {
    this.pki = pki;
    this.#keys = keys;
    this.#signers = signers;
    this.#close = close;
  }

  static async open(pki: TestPki, version: SecureVersion = 'TLSv1.2'): Promise<DownloadOrigin> {
    const keys = await mkdtemp(join(tmpdir(), 'togo-update-keys-'));
    const signers = await ensureDevelopmentKeys(join(keys, 'keys'));
    const only = { minVersion: version, maxVersion: version };
    const server = createServer({ cert: pki.good.certPem + pki.issuing.certPem, key: pki.good.keyPem, ...only });
    const origin = new DownloadOrigin(pki, keys, signers, async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    });
    server.on('request', (request, response) => void origin.answer(request.url ?? '/', request.headers.range, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin.port = (server.address() as AddressInfo).port;
    return origin;
  }

  get url(): string {
    return `https://localhost:${this.port}/denso/`;
  }

  /** Publishes the state of the world anew. */
  async publish({ now, general = '9.2.0', base = '9.1.0', withdrawals = [] }: Publishing): Promise<void> {
    this.#sequence += 1;
    const artefact = (name: FileName, kind: 'installer' | 'update' | 'notes'): Release['artefacts'][number] => ({
      kind,
      target: name,
      sha256: sha256(contents[name]),
      bytes: Buffer.byteLength(contents[name]),
      ...(kind === 'update' ? { base } : {}),
    });
    const artefacts = [artefact('9.2.0/TogoInstaller-9.2.0.exe', 'installer'), artefact(updateName, 'update'), artefact('9.2.0/notes.txt', 'notes')];
    const old = { ...artefact('9.2.0/notes.txt', 'notes'), target: '9.1.0/notes.txt' };
    const releases = [
      { version: '9.1.0', title: '統合インストーラ Ver.9.1.0', upgradesFrom: '>=8.0.0 <9.1.0', artefacts: [old] },
      { version: '9.2.0', title: '統合インストーラ Ver.9.2.0', upgradesFrom: '>=8.0.0 <9.2.0', artefacts },
    ];
    const statement: Statement = {
      formatVersion: 1,
      sequence: this.#sequence,
      milestone: 'general',
      version: general,
      at: now.toISOString(),
      planSha256: sha256('plan'),
      notesSha256: sha256('notes'),
      channels: { general },
      dates: {},
      releases,
      announcements: [],
      reinstated: [],
    };
    const publication = await write({
      now,
      statement,
      files: { ...contents, '9.1.0/notes.txt': contents['9.2.0/notes.txt'] },
      withdrawals,
      named: this.#signers,
      signing: (document) => signersOf[document].map((name) => this.#signers[name]),
      ...(this.#previous === undefined ? {} : { previous: this.#previous, kept: { root: this.#previous.root } }),
    });
    this.#previous = publication.documents;
    this.root = publication.documents.root.bytes;
    lay(this.objects, publication);
  }

  /** Where the bytes of a file lie. */
  place(name: FileName): string {
    return `targets/${hashedTargetPath(name, sha256(contents[name]))}`;
  }

  async answer(path: string, range: string | undefined, response: ServerResponse): Promise<void> {
    const key = decodeURIComponent(path.slice('/denso/'.length));
    this.asked.push(range === undefined ? key : `${key} ${range}`);
    const bytes = path.startsWith('/denso/') ? this.objects.get(key) : undefined;
    if (bytes === undefined) {
      response.writeHead(404, { 'content-length': 0 }).end();
      return;
    }
    const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
    const part = bytes.subarray(from);
    const shown = range === undefined ? {} : { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` };
    response.writeHead(range === undefined ? 200 : 206, { 'content-length': part.length, ...shown });
    const slice = this.bytesPerSecond === undefined || !key.startsWith('targets/9.2.0/') ? part.length : Math.ceil(this.bytesPerSecond / 10);
    for (let at = 0; at < part.length && !response.destroyed; at += slice) {
      response.write(part.subarray(at, at + slice));
      if (at + slice < part.length) await pause(100);
    }
    response.end();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#close();
    await rm(this.#keys, { recursive: true, force: true });
  }
}
