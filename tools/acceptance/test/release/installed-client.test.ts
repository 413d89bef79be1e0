import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseClientHello } from '@togo/tls-policy';
import { startRecorder } from '@togo/transmission/testing';
import { createPc, personas, type Pc, type RunReport } from '@togo/wine-lab';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cutRelease, type CutRelease } from '../../src/cut-release.ts';
import { developmentPki } from '../../src/dev-pki.ts';
import { startHostilePeers, type HostilePeers } from '../../src/hostile-peers.ts';
import { startReception, type RunningReception } from '../../src/reception.ts';
import { attacks, drop, prepareAttacks } from './attacks.ts';
import { installFolder, startMenuFolder, startScreens, uninstallKey } from './installed.ts';

const minute = 60_000;
let release: CutRelease;
let peers: HostilePeers;
let reception: RunningReception;

interface Report {
  readonly ok: boolean;
  readonly code: string;
  readonly port: number;
  readonly handshake?: { readonly protocol: string };
}

beforeAll(async () => {
  release = await cutRelease('9.1.0');
  peers = await startHostilePeers(await developmentPki());
  reception = await startReception('--era', '1.2');
}, 5 * minute);

afterAll(async () => {
  await reception?.stop();
  await peers?.close();
  await release?.remove();
});

describe.each(personas)('when 9.1.0 is installed silently on %s', (persona) => {
  let pc: Pc;
  let installed: RunReport;

  beforeAll(async () => {
    pc = await createPc({ persona });
    installed = await pc.run(release.installer, ['/S', '/LOG=C:\\install.log']);
    await prepareAttacks(pc, peers.evilRootPem);
  }, 3 * minute);

  afterAll(async () => {
    await pc?.dispose();
  });

  /** Runs the installed client's check against every peer and the reception, in one start. */
  async function checkAll(env: Readonly<Record<string, string>> = {}): Promise<{ report: RunReport; codes: Record<string, string> }> {
    const targets = [...peers.all.map(({ port }) => port), reception.port].map((port) => `localhost:${port}`);
    const report = await pc.run(`${installFolder}\\denso.exe`, ['connect', '--json', ...targets], { env });
    const reports = JSON.parse(report.stdout) as Report[];
    return { report, codes: Object.fromEntries(reports.map(({ port, code }) => [nameOf(port), code])) };
  }

  const nameOf = (port: number): string => peers.all.find((peer) => peer.port === port)?.what ?? 'the reception';
  const expectedCodes = (): Record<string, string> => ({ ...Object.fromEntries(peers.all.map(({ what, code }) => [what, code])), 'the reception': 'T-100' });

  it('the files of release.json are there, byte for byte, and the version is current', async () => {
    expect(installed).toMatchObject({ exitCode: 0, processes: [] });
    const manifest = JSON.parse(await readFile(join(release.dir, 'release.json'), 'utf8')) as { layers: { target: string; files: { path: string; sha256: string }[] }[] };
    const expected = manifest.layers.flatMap(({ target, files }) => files.map(({ path }) => `${installFolder}\\${target}\\${path}`));
    expect(installed.files.added).toEqual(expect.arrayContaining([...expected, `${installFolder}\\denso.exe`, `${installFolder}\\current`]));
    expect((await pc.read(`${installFolder}\\current`)).toString().trim()).toBe('9.1.0');
    const { stdout, exitCode } = await pc.run(`${installFolder}\\denso.exe`, ['--self-check', '--offline', '--json']);
    expect({ exitCode, check: JSON.parse(stdout) as unknown }).toMatchObject({ exitCode: 0, check: { ok: true, version: '9.1.0' } });
  });

  it('Windows lists it for removal, and the start menu has it', async () => {
    const registry = await pc.registry();
    expect(registry.get(uninstallKey, 'DisplayVersion')?.value).toBe('9.1.0');
    expect(registry.get(uninstallKey, 'UninstallString')?.value).toBe(`"${installFolder}\\uninstall.exe"`);
    expect(await pc.list(startMenuFolder)).toContain('介護伝送ソフト.lnk');
  });

  it('its check succeeds with the reception over TLS 1.2 and refuses every other peer, each with its code', async () => {
    const { report, codes } = await checkAll();
    expect(codes).toEqual(expectedCodes());
    expect(report.exitCode).toBe(1);
    expect(reception.log()).toContain('TLSv1.2');
  });

  // The environment meets the same launcher and the same runtime under either Windows: asked once.
  it.each(persona === 'win10' ? attacks : [])('$name set before the launcher changes nothing', async ({ env }) => {
    const { report, codes } = await checkAll(env);
    expect(codes).toEqual(expectedCodes());
    expect(report.files.added.filter((path) => path.startsWith(drop))).toEqual([]);
    expect(report.stdout + report.stderr).not.toContain('EVIL');
  });

  it('the ClientHello on the wire is the pinned one', async () => {
    const recorder = await startRecorder();
    await pc.run(`${installFolder}\\denso.exe`, ['connect', `localhost:${recorder.port}`]);
    const hello = parseClientHello(await recorder.received);
    expect(hello.legacyVersion).toBe(0x0303);
    expect(hello.supportedVersions).toBeUndefined();
    expect(hello.ciphers.filter((cipher) => cipher !== 0x00ff)).toEqual([0xc02c, 0xc030, 0xc02b, 0xc02f, 0xcca9, 0xcca8]);
    expect(hello.groups).toEqual([0x001d, 0x0017, 0x0018]);
    expect(hello.signatureAlgorithms).toEqual([0x0403, 0x0503, 0x0804, 0x0805, 0x0401, 0x0501]);
    expect(hello.serverName).toBe('localhost');
    await recorder.close();
  });

  it('denso.exe opens one set of screens, whose check says in Japanese what happened', async () => {
    await using screens = await startScreens(pc);
    await screens.setReception('localhost', reception.port);
    expect(await screens.check()).toMatch(/TLS 1\.2 .*\(T-100\)|\(T-100\).*TLS 1\.2/s);
    for (const { what, port, code } of peers.all) {
      await screens.setReception('localhost', port);
      const said = await screens.check();
      expect(said, what).toContain(`(${code})`);
      expect(said, what).toContain('次にすること');
    }
    const second = await pc.run(`${installFolder}\\denso.exe`, ['--no-browser']);
    expect(second.stdout).toContain(screens.origin);
  }, 2 * minute);
}, 10 * minute);
