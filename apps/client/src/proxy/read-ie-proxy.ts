import { secureProtocols, type ProxySettings, type RegValue } from '@togo/ie-settings';
import { ClientError } from '../client-error.ts';
import { Registry, type ReadValue } from '../ie-check/registry.ts';
import type { QueryKey } from '../ie-check/reg-query.ts';

const policies = 'HKLM\\Software\\Policies\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';

/**
 * What Internet Explorer is told about proxies: by this user, or by the PC where a policy says `ProxySettingsPerUser=0` (ie-settings §6).
 *
 * @throws ClientError `S-269` when Windows does not show it, or shows something else than texts and numbers.
 */
export async function readIeProxy(query: QueryKey): Promise<ProxySettings> {
  const registry = new Registry(query);
  try {
    const perUser = (await registry.read(policies))('ProxySettingsPerUser');
    const root = perUser.kind === 'dword' && perUser.value === 0 ? 'HKLM' : 'HKCU';
    const read = await registry.read(`${root}\\${secureProtocols.key}`);
    const [server, override, script] = ['ProxyServer', 'ProxyOverride', 'AutoConfigURL'].map((name) => textOf(read, name)) as [string, string, string];
    return { enabled: isEnabled(read('ProxyEnable')), server, override, script };
  } catch (error) {
    if (error instanceof ClientError && error.code === 'S-295') throw new ClientError('S-269', error.message, { cause: error });
    throw error;
  }
}

function isEnabled(value: RegValue): boolean {
  if (value.kind === 'absent') return false;
  if (value.kind !== 'dword') throw unreadable('ProxyEnable', value);
  return value.value !== 0;
}

function textOf(read: ReadValue, name: string): string {
  const value = read(name);
  if (value.kind === 'absent') return '';
  if (value.kind !== 'text') throw unreadable(name, value);
  return value.text;
}

function unreadable(name: string, { kind }: RegValue): ClientError {
  return new ClientError('S-269', `Internet Settings\\${name}: expected a value that can be read, got one that is ${kind}`);
}
