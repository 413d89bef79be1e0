import { parseAddress } from '../address.ts';
import { withProxy, withUserId, withVer8, type ProxyChoice, type Settings } from '../settings/settings.ts';
import { judgeUserId } from '../settings/user-id.ts';
import type { Ver8Ini } from './parse-ini.ts';
import type { Ver8Origin } from './ver8-origin.ts';

/** Settings that take over what Ver.8 used. What is not in the form that it must have is left out, never guessed. */
export function takeOver(present: Settings, { userId = '', proxy }: Ver8Ini): Settings {
  const judged = judgeUserId(userId);
  const choice = proxy === undefined ? undefined : proxyOf(proxy);
  const origin: Ver8Origin = {
    userId: userId === '' ? 'none' : judged === 'ok' ? 'taken' : judged,
    proxy: proxy === undefined ? 'none' : (choice?.use ?? 'S-266'),
  };
  const withUser = judged === 'ok' ? withUserId(present, userId) : present;
  return withVer8(choice === undefined ? withUser : withProxy(withUser, choice), origin);
}

function proxyOf(written: string): Exclude<ProxyChoice, { use: 'ie' }> | undefined {
  if (written === '') return { use: 'direct' };
  const address = parseAddress(written.toLowerCase());
  return address === undefined ? undefined : { use: 'manual', ...address };
}
