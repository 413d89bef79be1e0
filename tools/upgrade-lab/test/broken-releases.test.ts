import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '@togo/foundation/run';
import { createManifest, formatManifest, type BuiltLayer } from '@togo/release/manifest';
import { workspaceRoot } from '@togo/workspace';
import { afterEach, describe, expect, it } from 'vitest';
import { loadLabData } from '../src/scenarios/load.ts';

interface Answer {
  readonly ok: boolean;
  readonly version: string | null;
  readonly checks: readonly { readonly id: string; readonly ok: boolean; readonly detail: string }[];
}

const version = '9.1.1';
const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

/** What the real client says of itself where a release with these files is installed. */
async function askRealClient(tlsMin: 'TLSv1.1' | 'TLSv1.2', trust: object): Promise<{ exitCode: number; answer: Answer }> {
  const root = await mkdtemp(join(tmpdir(), 'togo-broken-'));
  folders.push(root);
  const home = join(root, 'versions', version);
  await mkdir(home, { recursive: true });
  await writeFile(join(home, 'trust.json'), JSON.stringify(trust));
  await writeFile(join(home, 'release.json'), formatManifest(manifestWith(tlsMin)));
  const client = join(workspaceRoot, 'apps/client/src/main.ts');
  const asked = ['--disable-warning=ExperimentalWarning', client, '--self-check', '--offline', '--json', '--home', home];
  const { exitCode, stdout } = await run(process.execPath, asked, { okExitCodes: [0, 1] });
  return { exitCode, answer: JSON.parse(stdout) as Answer };
}

function manifestWith(min: 'TLSv1.1' | 'TLSv1.2'): ReturnType<typeof createManifest> {
  const sha256 = '0'.repeat(64);
  const layer = (path: string): BuiltLayer => ({ sha256, bytes: 1, files: [{ path, sha256, bytes: 1 }] });
  return createManifest({
    release: {
      formatVersion: 1,
      version,
      title: `統合インストーラ Ver.${version}`,
      previousRelease: '9.1.0',
      upgradesFrom: `>=8.0.0 <${version}`,
      tls: { min, max: 'TLSv1.2' },
      os: ['windows-8.1', 'windows-10'],
      runtime: { node: '22.23.2', arch: 'ia32', sha256 },
      reception: { host: 'denso.kaigo.example', port: 443, probePath: '/v1/handshake' },
      productNames: { installer: '統合インストーラ', client: '介護伝送ソフト', checker: 'IE設定チェックツール' },
      publishUrl: 'https://download.kaigo.example/denso/',
      sourceDate: new Date(0),
    },
    signing: 'development',
    launcher: { sha256, bytes: 1 },
    layers: { runtime: layer('node.exe'), client: layer('client.mjs'), extras: layer('notes.html') },
    tools: { makensis: 'v3.12' },
  });
}

describe('when the lab has a release that is broken on purpose', () => {
  it.each([
    { name: '9.1.1-without-its-tls-pin', id: 'trust', ask: () => askRealClient('TLSv1.2', { formatVersion: 1, ca: ['none'], crl: ['none'], pins: [] }) },
    { name: '9.1.1-with-another-tls-range', id: 'release', ask: () => askRealClient('TLSv1.1', {}) },
  ])('says for $name what the real client says', async ({ name, id, ask }) => {
    const { releases } = await loadLabData();
    const [said = '', exit = ''] = releases[name]?.client ?? [];
    const { exitCode, answer } = await ask();
    const { checks, ...verdict } = answer;
    expect(exit).toBe(`exit ${exitCode}`);
    expect(JSON.parse(said.replace(/^say /, ''))).toEqual({ ...verdict, checks: checks.filter((check) => check.id === id) });
  });
});
