/**
 * Whether a ProxyOverride list excepts an HTTPS host. Entries are parted by `;` or blanks: `<local>` (names without a point), `host`, `*.example.jp`,
 * `192.168.*`, each with a scheme before it or a port behind it where it shall count for that one only.
 * This PC itself is excepted even where the list does not say so, unless it says `<-loopback>`.
 *
 * @param host DNS name or IP address, without brackets.
 */
export function isBypassed(override: string, host: string, port: number): boolean {
  const entries = override.toLowerCase().split(/[;\s]+/).filter((part) => part !== '');
  const name = host.toLowerCase();
  if (isLoopback(name) && !entries.includes('<-loopback>')) return true;
  return entries.some((entry) => (entry === '<local>' ? isPlain(name) : matches(entry, name, port)));
}

/** A name of the own network: no point, and no IP address. */
function isPlain(host: string): boolean {
  return !host.includes('.') && !host.includes(':');
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === 'loopback' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

function matches(entry: string, host: string, port: number): boolean {
  const [, scheme, six, pattern, digits] = /^(?:([a-z]+):\/\/)?(?:\[([^\]]*)\]|([^/:]*))(?::(\d{1,5}))?\/?$/.exec(entry) ?? [];
  const wanted = six ?? pattern;
  if (wanted === undefined || wanted === '' || (scheme !== undefined && scheme !== 'https')) return false;
  return (digits === undefined || Number(digits) === port) && fits(wanted, host);
}

/** `*` stands for any text, the empty one too. Takes each piece where it comes first: no other choice could leave more for those behind it. */
function fits(pattern: string, host: string): boolean {
  const [first = '', ...others] = pattern.split('*');
  const last = others.pop();
  if (last === undefined) return pattern === host;
  if (!host.startsWith(first) || host.length < first.length + last.length || !host.endsWith(last)) return false;
  const end = host.length - last.length;
  let at = first.length;
  for (const piece of others) {
    const found = host.indexOf(piece, at);
    if (found === -1 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return true;
}
