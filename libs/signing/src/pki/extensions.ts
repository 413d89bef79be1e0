/** One X.509 extension in the words of node-forge's setExtensions. */
export type Extension = Readonly<Record<string, unknown>> & { readonly name: string };

export type ExtendedKeyUsage = 'serverAuth' | 'clientAuth' | 'codeSigning';

/** A root has no path limit; an intermediate issues end certificates only (RFC 5280 §4.2.1.9). */
export function authorityExtensions(pathLenConstraint?: number): Extension[] {
  return [
    { name: 'basicConstraints', critical: true, cA: true, ...(pathLenConstraint === undefined ? {} : { pathLenConstraint }) },
    { name: 'keyUsage', critical: true, keyCertSign: true, cRLSign: true },
  ];
}

export function codeSigningExtensions(): Extension[] {
  return [...endExtensions({}), { name: 'extKeyUsage', codeSigning: true }];
}

/** A time-stamp authority's extended key usage is critical and the only one (RFC 3161 §2.3). */
export function timestampExtensions(): Extension[] {
  return [...endExtensions({}), { name: 'extKeyUsage', critical: true, timeStamping: true }];
}

export interface ServerSubject {
  /** Only an RSA key may encipher (RFC 5480 §3). */
  readonly key: 'rsa' | 'ecdsa';
  readonly eku: ExtendedKeyUsage;
  /** DNS names and IP addresses for the SAN. None: a certificate without SAN. */
  readonly names: readonly string[];
  readonly ips: readonly string[];
}

export function serverExtensions({ key, eku, names, ips }: ServerSubject): Extension[] {
  const altNames = [...names.map((value) => ({ type: 2, value })), ...ips.map((ip) => ({ type: 7, ip }))];
  return [
    ...endExtensions(key === 'rsa' ? { keyEncipherment: true } : {}),
    { name: 'extKeyUsage', [eku]: true },
    ...(altNames.length === 0 ? [] : [{ name: 'subjectAltName', altNames }]),
  ];
}

function endExtensions(usage: Readonly<Record<string, boolean>>): Extension[] {
  return [
    { name: 'basicConstraints', critical: true, cA: false },
    { name: 'keyUsage', critical: true, digitalSignature: true, ...usage },
  ];
}
