import { isBypassed } from './is-bypassed.ts';
import { parseProxyServer } from './parse-proxy-server.ts';

/** What Internet Explorer is told about proxies, as it stands in the registry (ie-settings §6). Empty texts where nothing stands. */
export interface ProxySettings {
  /** ProxyEnable. */
  readonly enabled: boolean;
  /** ProxyServer: `host:port`, or `https=host:port;http=host:port`. */
  readonly server: string;
  /** ProxyOverride: names that are reached without the proxy. */
  readonly override: string;
  /** AutoConfigURL: where a script is fetched that decides instead of the others. */
  readonly script: string;
}

/** The way that Internet Explorer would take to one HTTPS host. */
export type ProxyRoute =
  /** `off`: no proxy is set; `bypassed`: the host is excepted; `other-protocols`: there are proxies, but none for HTTPS. */
  | { readonly kind: 'direct'; readonly why: 'off' | 'bypassed' | 'other-protocols' }
  | { readonly kind: 'proxy'; readonly host: string; readonly port: number }
  /** Only the script knows. */
  | { readonly kind: 'script' }
  /** A SOCKS proxy, which speaks another protocol. */
  | { readonly kind: 'socks' }
  /** ProxyServer names no address. */
  | { readonly kind: 'unreadable' };

/**
 * The way to an HTTPS host. The automatic search for a script (WPAD) is on wherever nobody turned it off, and counts for nothing here.
 *
 * @param host DNS name or IP address, without brackets.
 */
export function routeTo({ enabled, server, override, script }: ProxySettings, host: string, port: number): ProxyRoute {
  if (script.trim() !== '') return { kind: 'script' };
  if (!enabled || server.trim() === '') return { kind: 'direct', why: 'off' };
  const found = parseProxyServer(server);
  if (found.kind === 'none') return { kind: 'direct', why: 'other-protocols' };
  return isBypassed(override, host, port) ? { kind: 'direct', why: 'bypassed' } : found;
}
