import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '@togo/foundation';
import { formatManifest, type Layer, type Manifest } from '@togo/release/manifest';
import type { Trust } from '@togo/tls-policy';

export interface HomeRequest {
  readonly reception: { readonly host: string; readonly port: number };
  readonly trust: Trust;
  readonly signing?: Manifest['signing'];
  readonly notes?: string;
  readonly guide?: string;
}

/** An installation folder as the installer leaves it; `program` is what `--home` takes. */
export interface Home {
  readonly root: string;
  readonly program: string;
  readonly manifest: Manifest;
}

export const version = '9.1.0';
const pageOf = (content: string): string => `<!DOCTYPE html>\n<html lang="ja"><head><title>x</title><style>p{}</style></head><body>\n<main>\n${content}\n</main>\n</body></html>\n`;
const defaultNotes = '<p class="product">統合インストーラ バージョン 9.1.0</p>\n<h1>統合インストーラ Ver.9.1.0 リリースノート</h1>\n<h2>変わること</h2>\n<p>通信を TLS 1.2 だけにします。</p>\n<h2>インストールの手順</h2>\n<ol>\n<li>統合インストーラを実行します。</li>\n<li>画面の案内にしたがいます。</li>\n</ol>';

/** Writes an installed version 9.1.0, with small stand-ins for the big files, below `root`. */
export async function makeHome(root: string, { reception, trust, signing = 'production', notes = defaultNotes, guide }: HomeRequest): Promise<Home> {
  const exe = 'stand-in for node.exe';
  const runtime = `runtime\\${sha256(exe).slice(0, 16)}`;
  const program = `versions\\${version}`;
  const client = { 'client.mjs': '// stand-in', 'trust.json': JSON.stringify(trust) };
  const extras = { 'notes.html': pageOf(notes), ...(guide === undefined ? {} : { 'guide.html': pageOf(guide) }) };
  await place(root, runtime, { 'node.exe': exe });
  await place(root, program, { ...client, ...extras });
  const manifest: Manifest = {
    formatVersion: 1,
    version,
    title: '統合インストーラ Ver.9.1.0',
    productNames: { installer: '統合インストーラ', client: '介護伝送ソフト', checker: 'IE設定チェックツール' },
    signing,
    tls: { min: 'TLSv1.2', max: 'TLSv1.2' },
    os: ['windows-8.1', 'windows-10'],
    runtime: { node: '22.23.2', arch: 'ia32', sha256: sha256(exe) },
    reception: { ...reception, probePath: '/v1/handshake' },
    upgradesFrom: '>=8.0.0 <9.1.0',
    launcher: { sha256: sha256(''), bytes: 0 },
    layers: [layerOf('runtime', runtime, { 'node.exe': exe }), layerOf('client', program, client), layerOf('extras', program, extras)],
    tools: { makensis: 'v3.12' },
  };
  await place(root, program, { 'release.json': formatManifest(manifest) });
  return { root, program: join(root, 'versions', version), manifest };
}

async function place(root: string, target: string, files: Readonly<Record<string, string>>): Promise<void> {
  const folder = join(root, ...target.split('\\'));
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
}

function layerOf(name: Layer['name'], target: string, contents: Readonly<Record<string, string>>): Layer {
  const files = Object.entries(contents).map(([path, text]) => ({ path, sha256: sha256(text), bytes: Buffer.byteLength(text) }));
  const installedBytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return { name, target, sha256: sha256(JSON.stringify(files)), bytes: 1, installedBytes, files };
}
