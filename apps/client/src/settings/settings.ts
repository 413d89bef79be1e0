import { isHost, isPort, type Address } from '../address.ts';
import { ClientError } from '../client-error.ts';
import { isUserId } from './user-id.ts';

/** `settings.json`, format 1. */
export interface Settings {
  /** Absent: the reception system that this version names. */
  readonly reception?: Address;
  /** The proxy that was set by hand. Absent: none, whatever Windows says. */
  readonly proxy?: Address;
  /** The user ID that logged in last. */
  readonly userId?: string;
  /** The whole file as read: keys that this version does not know are kept. */
  readonly written: Readonly<Record<string, unknown>>;
}

export const noSettings: Settings = { written: { formatVersion: 1 } };

/** @throws ClientError `S-285` when the text is not a settings file of format 1. */
export function parseSettings(text: string): Settings {
  const written = parseObject(text);
  if (written['formatVersion'] !== 1) throw broken('formatVersion: expected 1');
  const userId = written['userId'];
  if (userId !== undefined && !isUserId(userId)) throw broken('userId: expected KJ and 12 characters');
  return { ...readAddress(written, 'reception'), ...readAddress(written, 'proxy'), ...(userId === undefined ? {} : { userId }), written };
}

function readAddress<Name extends 'reception' | 'proxy'>(written: Settings['written'], name: Name): { readonly [N in Name]?: Address } {
  const value = written[name];
  if (value === undefined) return {};
  if (!isObject(value)) throw broken(`${name}: expected {host, port}`);
  const { host, port } = value;
  if (!isHost(host)) throw broken(`${name}.host: expected a host name`);
  if (!isPort(port)) throw broken(`${name}.port: expected 1 to 65535`);
  return { [name]: { host, port } } as { readonly [N in Name]?: Address };
}

/** The same settings with another reception system or proxy; undefined goes back to the standard: that of this version, or no proxy. */
export function withAddress(settings: Settings, name: 'reception' | 'proxy', address: Address | undefined): Settings {
  const { [name]: before, ...others } = settings.written;
  const { [name]: _old, ...same } = settings;
  if (address === undefined) return { ...same, written: others };
  const value = { host: address.host, port: address.port };
  return { ...same, [name]: value, written: { ...others, [name]: { ...(isObject(before) ? before : {}), ...value } } };
}

export function withUserId(settings: Settings, userId: string): Settings {
  return { ...settings, userId, written: { ...settings.written, userId } };
}

export function formatSettings(settings: Settings): string {
  return `${JSON.stringify(settings.written, undefined, 2)}\n`;
}

function parseObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw broken('expected JSON', cause);
  }
  if (!isObject(value)) throw broken('expected a JSON object');
  return value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function broken(fault: string, cause?: unknown): ClientError {
  return new ClientError('S-285', `settings.json: ${fault}`, { cause });
}
