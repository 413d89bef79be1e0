import { isHost, isPort, type Address } from '../address.ts';
import { ClientError } from '../client-error.ts';
import { readOrigin, type Ver8Origin } from '../ver8/ver8-origin.ts';
import { migrateSettings, settingsFormat } from './migrate-settings.ts';
import { isUserId } from './user-id.ts';

/** Which way connections take: as Internet Explorer is set, straight whatever it says, or through the proxy that was typed here. */
export type ProxyChoice = { readonly use: 'ie' } | { readonly use: 'direct' } | ({ readonly use: 'manual' } & Address);

/** `settings.json`, format 2. */
export interface Settings {
  /** Absent: the reception system that this version names. */
  readonly reception?: Address;
  /** Absent in the file: as Internet Explorer. */
  readonly proxy: ProxyChoice;
  /** The user ID that logged in last. */
  readonly userId?: string;
  /** Which of them came from Ver.8, until somebody has confirmed it. */
  readonly ver8?: Ver8Origin;
  /** The whole file as read: keys that this version does not know are kept. */
  readonly written: Readonly<Record<string, unknown>>;
}

export const noSettings: Settings = { proxy: { use: 'ie' }, written: { formatVersion: settingsFormat } };

/** @throws ClientError `S-285` when the text is not a settings file of this format or an older one. */
export function parseSettings(text: string): Settings {
  const written = migrateSettings(parseObject(text));
  if (written === undefined) throw broken(`formatVersion: expected 1 to ${settingsFormat}`);
  const userId = written['userId'];
  if (userId !== undefined && !isUserId(userId)) throw broken('userId: expected KJ and 12 characters');
  const ver8 = readOrigin(written['ver8']);
  return { ...readReception(written), proxy: readProxy(written), ...(userId === undefined ? {} : { userId }), ...(ver8 === undefined ? {} : { ver8 }), written };
}

function readReception({ reception }: Settings['written']): Pick<Settings, 'reception'> {
  return reception === undefined ? {} : { reception: readAddress('reception', reception) };
}

function readProxy({ proxy }: Settings['written']): ProxyChoice {
  if (proxy === undefined) return { use: 'ie' };
  if (!isObject(proxy)) throw broken('proxy: expected {use}');
  const { use } = proxy;
  if (use === 'ie' || use === 'direct') return { use };
  if (use !== 'manual') throw broken('proxy.use: expected ie, direct or manual');
  return { use, ...readAddress('proxy', proxy) };
}

function readAddress(name: 'reception' | 'proxy', value: unknown): Address {
  if (!isObject(value)) throw broken(`${name}: expected {host, port}`);
  const { host, port } = value;
  if (!isHost(host)) throw broken(`${name}.host: expected a host name`);
  if (!isPort(port)) throw broken(`${name}.port: expected 1 to 65535`);
  return { host, port };
}

/** The same settings with another reception system; undefined goes back to that of this version. */
export function withReception(settings: Settings, address: Address | undefined): Settings {
  const { reception: before, ...others } = settings.written;
  const { reception: _old, ...same } = settings;
  if (address === undefined) return { ...same, written: others };
  const { host, port } = address;
  return { ...same, reception: { host, port }, written: { ...others, reception: { ...(isObject(before) ? before : {}), host, port } } };
}

export function withProxy(settings: Settings, proxy: ProxyChoice): Settings {
  const before = settings.written['proxy'];
  const { host: _host, port: _port, ...others } = isObject(before) ? before : {};
  return { ...settings, proxy, written: { ...settings.written, proxy: { ...others, ...proxy } } };
}

export function withUserId(settings: Settings, userId: string): Settings {
  return { ...settings, userId, written: { ...settings.written, userId } };
}

/** @param origin undefined: nothing is left to tell about it. */
export function withVer8(settings: Settings, origin: Ver8Origin | undefined): Settings {
  const { ver8: _written, ...others } = settings.written;
  const { ver8: _old, ...same } = settings;
  return origin === undefined ? { ...same, written: others } : { ...same, ver8: origin, written: { ...others, ver8: origin } };
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
