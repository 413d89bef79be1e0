import { startProxy, tunnelTo, type Peer } from '@togo/transmission/testing';
import { createPc, personas, type Pc } from '@togo/wine-lab';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cutRelease, type CutRelease } from '../../src/cut-release.ts';
import { startReception, type RunningReception } from '../../src/reception.ts';
import { internetPolicies, internetSettings, key } from '../checker/checker.ts';
import { startScreens, installFolder, type Screens } from '../release/installed.ts';

const minute = 60_000;
let release: CutRelease;
let reception: RunningReception;
let proxy: Peer;
/** Where the proxy was asked to go. */
let asked: string[];

beforeAll(async () => {
  release = await cutRelease('9.1.0');
  reception = await startReception('--demo', '--era', '1.2');
  proxy = await startProxy((socket, authority) => {
    asked.push(authority);
    tunnelTo(reception.port)(socket);
  });
}, 5 * minute);
beforeEach(() => {
  asked = [];
});
afterAll(async () => {
  await proxy?.close();
  await reception?.stop();
  await release?.remove();
});

const user = (...lines: readonly string[]): string => key('HKEY_CURRENT_USER', internetSettings, ...lines);
const none = [
  user('"ProxyEnable"=dword:00000000', '"ProxyServer"=-', '"ProxyOverride"=-', '"AutoConfigURL"=-'),
  key('HKEY_LOCAL_MACHINE', internetSettings, '"ProxyEnable"=-', '"ProxyServer"=-', '"ProxyOverride"=-'),
  key('HKEY_LOCAL_MACHINE', internetPolicies, '"ProxySettingsPerUser"=-'),
].join('\n');
const proxyLines = (override: string): string[] => ['"ProxyEnable"=dword:00000001', `"ProxyServer"="http=127.0.0.1:9;https=127.0.0.1:${proxy.port}"`, `"ProxyOverride"="${override}"`];

describe.each(personas)('when the client installed on %s connects', { timeout: 2 * minute }, (persona) => {
  let pc: Pc;
  let screens: Screens;

  beforeAll(async () => {
    pc = await createPc({ persona });
    await pc.run(release.installer, ['/S']);
    screens = await startScreens(pc);
    await screens.setReception('localhost', reception.port);
  }, 4 * minute);
  beforeEach(() => pc.importRegistry(none));
  afterAll(async () => {
    await screens?.[Symbol.asyncDispose]();
    await pc?.dispose();
  });

  it('takes the way that Internet Explorer is told to take, from the next connection on', async () => {
    expect(await screens.check()).toContain('(T-100)');
    expect(asked).toEqual([]);
    await pc.importRegistry(user(...proxyLines('*.example;<-loopback>')));
    const result = await screens.check();
    expect(result).toContain('(T-100)');
    expect(result).toContain(`プロキシ 127.0.0.1:${proxy.port} を通ります(Internet Explorer の設定)。`);
    expect(asked).toEqual([`localhost:${reception.port}`]);
  });

  it('goes straight where Internet Explorer would', async () => {
    await pc.importRegistry(user(...proxyLines('<local>;<-loopback>')));
    expect(await screens.check()).toContain('この接続先はプロキシを使わないことになっています');
    expect(asked).toEqual([]);
  });

  it('follows the setting of the PC where a policy says so', async () => {
    await pc.importRegistry(key('HKEY_LOCAL_MACHINE', internetSettings, ...proxyLines('<-loopback>')));
    await screens.check();
    expect(asked).toEqual([]);
    await pc.importRegistry(key('HKEY_LOCAL_MACHINE', internetPolicies, '"ProxySettingsPerUser"=dword:00000000'));
    expect(await screens.check()).toContain('(T-100)');
    expect(asked).toHaveLength(1);
  });

  it('runs no script, and says what to do, on the screens and at a console', async () => {
    await pc.importRegistry(user('"AutoConfigURL"="http://127.0.0.1:9/proxy.pac"'));
    expect(await screens.check()).toContain('(S-267)');
    const { exitCode, stderr } = await pc.run(`${installFolder}\\denso.exe`, ['connect']);
    expect({ exitCode, isTold: stderr.includes('(S-267)') }).toEqual({ exitCode: 1, isTold: true });
    expect(asked).toEqual([]);
  });
});
