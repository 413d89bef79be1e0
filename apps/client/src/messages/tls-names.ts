import type { TlsRange } from '@togo/tls-policy';

/** `TLSv1.2` as the notice writes it: `TLS 1.2`. */
export function describeProtocol(protocol: string): string {
  return protocol === 'TLSv1' ? 'TLS 1.0' : protocol.replace(/^TLSv/, 'TLS ');
}

/** `TLS 1.2`, or `TLS 1.0~1.2` for a release from before the change. */
export function describeRange({ min, max }: TlsRange): string {
  return min === max ? describeProtocol(max) : `${describeProtocol(min)}~${describeProtocol(max).replace('TLS ', '')}`;
}
