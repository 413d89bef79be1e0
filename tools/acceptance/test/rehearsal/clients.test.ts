import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '@togo/foundation/run';
import { workspaceRoot } from '@togo/workspace';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { developmentPki } from '../../src/dev-pki.ts';
import { startReception, type RunningReception } from '../../src/reception.ts';
import { manifestFor } from '../client/facility.ts';
import { openOldPath, type OldPath } from './old-path.ts';

const cutover = '2021-05-24T10:00:00+09:00';
let folder: string;
let reception: RunningReception;
let oldPath: OldPath;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'togo-cutover-'));
  const scenario = join(folder, 'scenario.yaml');
  // With its third connection check the morning of the cut-over has come.
  await writeFile(scenario, 'formatVersion: 1\nfaults:\n  - { on: handshake, nth: 3, do: shift-clock, seconds: 3600 }\n');
  reception = await startReception('--cutover', cutover, '--now', '2021-05-24T09:30:00+09:00', '--scenario', scenario);
  oldPath = await openOldPath(reception.port);
  await installClient('9.0.0', 'TLSv1');
  await installClient('9.1.0', 'TLSv1.2');
});
afterAll(async () => {
  await oldPath?.[Symbol.asyncDispose]();
  await reception?.stop();
  await rm(folder, { recursive: true });
});

/** A client that is configured as that release is. */
async function installClient(version: string, min: string): Promise<void> {
  const home = join(folder, version);
  await mkdir(home);
  const manifest = JSON.parse(manifestFor(reception.port).replaceAll('9.1.0', version)) as object;
  await writeFile(join(home, 'release.json'), JSON.stringify({ ...manifest, tls: { min, max: 'TLSv1.2' } }));
  await copyFile((await developmentPki()).reception.trustPath, join(home, 'trust.json'));
}

/** 接続確認 as it is shown: the code, the negotiated version, and the words. */
async function check(version: string, port: number, ...options: readonly string[]): Promise<string> {
  const program = join(workspaceRoot, 'apps/client/src/main.ts');
  const { stdout } = await run(process.execPath, ['--disable-warning=ExperimentalWarning', program, 'connect', ...options, `localhost:${port}`, '--home', join(folder, version)], { okExitCodes: [0, 1] });
  return stdout;
}

async function outcome(version: string, port: number): Promise<{ code: string; protocol: string | undefined }> {
  const [report] = JSON.parse(await check(version, port, '--json')) as [{ code: string; handshake?: { protocol: string } }];
  return { code: report.code, protocol: report.handshake?.protocol };
}

describe('when the reception system goes over its cut-over while it runs', () => {
  it('before it 9.0.0 connects also over a path that knows only TLS 1.1, and 9.1.0 with TLS 1.2', async () => {
    expect(await outcome('9.0.0', reception.port)).toEqual({ code: 'T-100', protocol: 'TLSv1.2' });
    expect(await outcome('9.0.0', oldPath.port)).toEqual({ code: 'T-100', protocol: 'TLSv1.1' });
    expect(await outcome('9.1.0', reception.port)).toEqual({ code: 'T-100', protocol: 'TLSv1.2' });
  });

  it('after it 9.0.0 on the old path is told what happened, and 9.1.0 works', async () => {
    expect(await outcome('9.0.0', oldPath.port)).toEqual({ code: 'T-117', protocol: 'TLSv1.1' });
    const said = await check('9.0.0', oldPath.port);
    expect(said).toContain('(T-117)');
    expect(said).toContain('TLS 1.2 だけで通信します');
    expect(said).toContain('新しい版の統合インストーラを入れる必要があります');
    expect(reception.log()).toMatch(/"event":"refused","reason":"ERR_SSL_UNSUPPORTED_PROTOCOL"/);
    expect(await outcome('9.1.0', reception.port)).toEqual({ code: 'T-100', protocol: 'TLSv1.2' });
  });

  it('9.1.0 does not take the old path at all, and says that TLS 1.2 is missing on it', async () => {
    expect((await outcome('9.1.0', oldPath.port)).code).toBe('T-104');
    expect(await check('9.1.0', oldPath.port)).toContain('TLS 1.2');
  });
});
