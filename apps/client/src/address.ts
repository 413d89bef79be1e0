import { isIPv6 } from 'node:net';
import { limits } from './limits.ts';

/** Where the reception system listens. */
export interface Address {
  /** DNS name or IP address, without brackets. */
  readonly host: string;
  readonly port: number;
}

/** RFC 1123 §2.1: labels of letters, digits and inner hyphens; an IPv4 address has this form too. */
const hostName = /^(?!.*\.\.)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/i;

export function isHost(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > limits.hostMaxChars) return false;
  return isIPv6(value) || (hostName.test(value) && value.split('.').every((label) => label.length <= 63));
}

export function isPort(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= limits.portMax;
}

/** Reads `name:443` or `[::1]:443`; undefined for anything else. */
export function parseAddress(text: string): Address | undefined {
  const parts = /^(?:\[([^\]]+)\]|([^:[\]]+)):(\d{1,5})$/.exec(text);
  if (parts === null) return undefined;
  const host = parts[1] ?? parts[2];
  const port = Number(parts[3]);
  return isHost(host) && isPort(port) ? { host, port } : undefined;
}

export function formatAddress({ host, port }: Address): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
