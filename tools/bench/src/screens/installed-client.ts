import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '@togo/foundation/run';
import type { TestPki } from '@togo/transmission/testing';
import { workspaceRoot } from '@togo/workspace';

const version = '9.1.0';

/** Builds the one file that the client is on a PC. @returns its path in `folder`. */
export async function buildClient(folder: string): Promise<string> {
  const request = join(folder, 'request.json');
  await writeFile(request, JSON.stringify({ formatVersion: 1, version, out: folder }));
  await run(process.execPath, [join(workspaceRoot, 'apps/client/src/build.ts'), request]);
  return join(folder, 'client.mjs');
}

/** A PC on which the client was never started: what it reads at its start, and no data yet. @returns what `--home` takes. */
export async function freshHome(folder: string, { trust }: TestPki): Promise<string> {
  const none = { sha256: '0'.repeat(64), bytes: 0 };
  const layerOf = (name: string, target: string, path: string) => ({ name, target, ...none, installedBytes: 0, files: [{ path, ...none }] });
  const own = `versions\\${version}`;
  const manifest = {
    ...{ formatVersion: 1, version, title: `統合インストーラ Ver.${version}`, signing: 'development', upgradesFrom: `>=8.0.0 <${version}`, os: ['windows-10'] },
    productNames: { installer: '統合インストーラ', client: '介護伝送ソフト', checker: 'IE設定チェックツール' },
    tls: { min: 'TLSv1.2', max: 'TLSv1.2' },
    runtime: { node: process.versions.node, arch: 'ia32', sha256: none.sha256 },
    reception: { host: 'localhost', port: 1, probePath: '/v1/handshake' },
    launcher: none,
    layers: [layerOf('runtime', `runtime\\${none.sha256.slice(0, 16)}`, 'node.exe'), layerOf('client', own, 'client.mjs'), layerOf('extras', own, 'notes.html')],
    tools: { makensis: 'v3.12' },
  };
  await mkdir(folder);
  await writeFile(join(folder, 'release.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'trust.json'), JSON.stringify(trust));
  return folder;
}
