/** The proxy for HTTPS in a ProxyServer value; `none` where it names proxies of other protocols only. */
export type ProxyServer =
  | { readonly kind: 'proxy'; readonly host: string; readonly port: number }
  | { readonly kind: 'socks' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'none' };

/** WinINet's own, where a proxy is named without a port. */
const usualPort = 80;
const portMax = 65_535;

/**
 * Reads `host:port`, `host`, `http://host:port`, `[::1]:8080`, and lists of them by protocol: `http=a:80;https=b:443`, parted by `;` or blanks.
 * The entry named `https` counts, else the first without a name, else a SOCKS one, as in WinINet.
 */
export function parseProxyServer(text: string): ProxyServer {
  const entries = text.split(/[;\s]+/).filter((part) => part !== '').map(readEntry);
  const entry = entries.find(({ name }) => name === 'https') ?? entries.find(({ name }) => name === '') ?? entries.find(({ name }) => name === 'socks');
  if (entry === undefined) return { kind: entries.length === 0 ? 'unreadable' : 'none' };
  if (entry.name === 'socks' || entry.scheme.startsWith('socks')) return { kind: 'socks' };
  return entry.scheme === '' || entry.scheme === 'http' ? readAddress(entry.address) : { kind: 'unreadable' };
}

interface Entry {
  /** The protocol that it is for, in lower case; empty: for all. */
  readonly name: string;
  readonly scheme: string;
  readonly address: string;
}

function readEntry(text: string): Entry {
  const [, name = '', scheme = '', address = ''] = /^(?:([^=]*)=)?(?:(\w+):\/\/)?(.*?)\/?$/.exec(text) ?? [];
  return { name: name.toLowerCase(), scheme: scheme.toLowerCase(), address };
}

/** Names of a Windows network may carry an underscore. */
function readAddress(address: string): ProxyServer {
  const [, six, name, digits] = /^(?:\[([0-9a-f:.]{2,45})\]|([a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9_])?))(?::(\d{1,5}))?$/i.exec(address) ?? [];
  const [host, port] = [six ?? name, digits === undefined ? usualPort : Number(digits)];
  return host === undefined || port < 1 || port > portMax ? { kind: 'unreadable' } : { kind: 'proxy', host: host.toLowerCase(), port };
}
