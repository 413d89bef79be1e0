import { win32 } from 'node:path';
import type { Clock } from '@togo/foundation';
import { secureProtocols, type Facts, type RegValue } from '@togo/ie-settings';
import { ClientError } from '../client-error.ts';
import { compactJst } from '../japanese-time.ts';
import { Registry, type ReadValue } from './registry.ts';
import type { QueryKey } from './reg-query.ts';

const settings = secureProtocols.key;
const policies = 'Software\\Policies\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';
const explorer = 'HKLM\\SOFTWARE\\Microsoft\\Internet Explorer';
const explorerPolicies = 'Software\\Policies\\Microsoft\\Internet Explorer\\Main';
const tls12 = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2';

/**
 * The account of HKEY_CURRENT_USER, by no name. The client is started by the user who works at this PC, and the page names whose settings were read;
 * without the shell's SID beside it, a real SID would say nothing more. Equal on both sides, so that no rule takes it for another account's check.
 */
const thisUser = { token: 'HKCU', shell: 'HKCU', elevated: false, others: 0 } as const;

/** No connection was tried: the client's own 接続確認 is the place for that. */
const noProbe: Facts['probe'] = {
  tcp: 'not-run', hello: 'none', hello81: 'none', asksCertificate: false, wininet: -1, winhttp: -1, protocol: '', root: 'unknown', issuer: '',
};

export interface FactSources {
  readonly query: QueryKey;
  /** Folders that Internet Explorer may be in. */
  readonly programFolders: readonly string[];
  readonly exists: (path: string) => boolean;
  readonly clock: Clock;
}

/**
 * What the decision table asks of this PC (ie-settings §9), a key at a time.
 *
 * @throws ClientError `S-295`, also when Windows does not even show its version: then nothing else it says can be judged.
 */
export async function readFacts({ query, programFolders, exists, clock }: FactSources): Promise<Facts> {
  const registry = new Registry(query);
  const [windows, ie, box, machine64, machine32, machinePolicies, machineExplorer, user, userPolicies, userExplorer, client, server, fips, ciphers] = await Promise.all([
    registry.read('HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion'),
    registry.read(explorer),
    registry.read(`${explorer}\\AdvancedOptions\\CRYPTO\\TLS1.2`),
    registry.read(`HKLM\\${settings}`),
    registry.read(`HKLM\\${settings}`, 32),
    registry.read(`HKLM\\${policies}`),
    registry.read(`HKLM\\${explorerPolicies}`),
    registry.read(`HKCU\\${settings}`),
    registry.read(`HKCU\\${policies}`),
    registry.read(`HKCU\\${explorerPolicies}`),
    registry.read(`${tls12}\\Client`),
    registry.read(`${tls12}\\Server`),
    registry.read('HKLM\\SYSTEM\\CurrentControlSet\\Control\\Lsa\\FipsAlgorithmPolicy'),
    registry.read('HKLM\\SOFTWARE\\Policies\\Microsoft\\Cryptography\\Configuration\\SSL\\00010002'),
  ]);
  const isSet = (read: ReadValue, name: string): boolean => read(name).kind !== 'absent';
  return {
    os: readWindows(windows),
    ie: {
      svcVersion: textOf(ie('svcVersion')),
      version: textOf(ie('Version')),
      program: programFolders.some((folder) => exists(win32.join(folder, 'Internet Explorer', 'iexplore.exe'))) ? 'present' : 'missing',
      disabledByPolicy: [machineExplorer, userExplorer].some((read) => isSet(read, 'NotifyDisableIEOptions')),
      box: isSet(box, 'ValueName') ? 'present' : 'missing',
    },
    account: thisUser,
    machinePolicy: machinePolicies(secureProtocols.name),
    userPolicy: userPolicies(secureProtocols.name),
    user: user(secureProtocols.name),
    machine64: machine64(secureProtocols.name),
    machine32: machine32(secureProtocols.name),
    schannelEnabled: client('Enabled'),
    schannelDisabledByDefault: client('DisabledByDefault'),
    schannelServerEnabled: server('Enabled'),
    fips: fips('Enabled'),
    cipherPolicy: ciphers('Functions'),
    hklmOnly: machinePolicies('Security_HKLM_only'),
    proxy: { enabled: numberOf(user('ProxyEnable')) !== 0, server: textOf(user('ProxyServer')), script: textOf(user('AutoConfigURL')) },
    zone: -1,
    // The day of the build is asked for beside a certificate's date only, which takes a connection.
    clock: { today: Number(compactJst(clock.now()).slice(0, 8)), built: 0 },
    // Nothing is corrected from here, so there is no moment before which an Internet Explorer would be too old.
    session: { fixed: false, ieRunning: false },
    probe: noProbe,
  };
}

function readWindows(read: ReadValue): Facts['os'] {
  const build = Number.parseInt(textOf(read('CurrentBuild')), 10);
  if (Number.isNaN(build)) throw new ClientError('S-295', `Windows NT\\CurrentVersion: expected a CurrentBuild, got ${read('CurrentBuild').kind}`);
  return {
    major: numberOf(read('CurrentMajorVersionNumber')),
    build,
    currentVersion: textOf(read('CurrentVersion')),
    edition: textOf(read('EditionID')),
  };
}

function textOf(value: RegValue): string {
  return value.kind === 'text' ? value.text : '';
}

function numberOf(value: RegValue): number {
  return value.kind === 'dword' ? value.value : 0;
}
