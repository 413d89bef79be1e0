import { isHost, isPort, type Address } from '../address.ts';
import { ClientError } from '../client-error.ts';

/** `settings.json`, format 1. */
export interface Settings {
  /** Absent: the reception system that this version names. */
  readonly reception?: Address;
  /** The whole file as read: keys that this version does not know are kept. */
  readonly written: Readonly<Record<string, unknown>>;
}

export const noSettings: Settings = { written: { formatVersion: 1 } };

/** @throws ClientError `S-281` when the text is not a settings file of format 1. */
export function parseSettings(text: string): Settings {
  const written = parseObject(text);
  if (written['formatVersion'] !== 1) throw broken('formatVersion: expected 1');
  const reception = written['reception'];
  if (reception === undefined) return { written };
  if (!isObject(reception)) throw broken('reception: expected {host, port}');
  const { host, port } = reception;
  if (!isHost(host)) throw broken('reception.host: expected a host name');
  if (!isPort(port)) throw broken('reception.port: expected 1 to 65535');
  return { reception: { host, port }, written };
}

/** The same settings with another reception system; undefined goes back to the one that this version names. */
export function withReception(settings: Settings, address: Address | undefined): Settings {
  const { reception: before, ...others } = settings.written;
  if (address === undefined) return { written: others };
  const reception = { host: address.host, port: address.port };
  return { reception, written: { ...others, reception: { ...(isObject(before) ? before : {}), ...reception } } };
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
  return new ClientError('S-281', `settings.json: ${fault}`, { cause });
}
