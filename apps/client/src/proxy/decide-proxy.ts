import { routeTo, type ProxySettings } from '@togo/ie-settings';
import type { Address } from '../address.ts';
import { ClientError } from '../client-error.ts';
import type { ProxyChoice } from '../settings/settings.ts';

/** The way that connections to the reception system take, and who says so. */
export type ProxyDecision =
  | { readonly kind: 'direct'; readonly by: 'choice' | 'no-ie' | 'ie-off' | 'ie-bypassed' }
  | { readonly kind: 'proxy'; readonly by: 'choice' | 'ie'; readonly proxy: Address };

/**
 * @param ie undefined where there is no Internet Explorer: off Windows.
 * @throws ClientError `S-267` where a script decides, which is not run; `S-268` where the proxy is none that we can use. Nothing is guessed: a wrong
 * way would only look like a broken line.
 */
export function decideProxy(choice: ProxyChoice, ie: ProxySettings | undefined, { host, port }: Address): ProxyDecision {
  if (choice.use === 'direct') return { kind: 'direct', by: 'choice' };
  if (choice.use === 'manual') return { kind: 'proxy', by: 'choice', proxy: { host: choice.host, port: choice.port } };
  if (ie === undefined) return { kind: 'direct', by: 'no-ie' };
  const route = routeTo(ie, host, port);
  switch (route.kind) {
    case 'direct':
      return { kind: 'direct', by: route.why === 'bypassed' ? 'ie-bypassed' : 'ie-off' };
    case 'proxy':
      return { kind: 'proxy', by: 'ie', proxy: { host: route.host, port: route.port } };
    case 'script':
      throw new ClientError('S-267', 'Internet Settings\\AutoConfigURL: expected none, for a script is not run');
    case 'socks':
      throw new ClientError('S-268', 'Internet Settings\\ProxyServer: expected an HTTP proxy, got a SOCKS proxy');
    case 'unreadable':
      throw new ClientError('S-268', 'Internet Settings\\ProxyServer: expected host:port, got something else');
  }
}
