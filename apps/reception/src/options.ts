import { parseArgs } from 'node:util';
import { CodedError, readMoment } from '@togo/foundation';
import type { Era } from '@togo/tls-policy';
import type { CertificateRule, Delays } from './http/context.ts';
import type { Schedule } from './schedule.ts';

/** The command line, checked. */
export interface CommandLine {
  /** One for each kind of key. */
  readonly identities: readonly IdentityFiles[];
  readonly host: string;
  readonly port: number;
  readonly schedule: Schedule;
  /** The moment at which the server's clock starts, for a rehearsal. */
  readonly startAt?: Date;
  readonly delays: Delays;
  readonly clientCertificates?: { readonly rule: Exclude<CertificateRule, 'none'>; readonly caPath: string };
  readonly registerPath?: string;
  readonly data?: string;
  readonly scenarioPath?: string;
  readonly demo: boolean;
  readonly json: boolean;
}

export interface IdentityFiles {
  readonly certPath: string;
  readonly keyPath: string;
}

/** Results come soon enough for somebody who watches, and not at once: waiting is a state of its own. */
export const defaults = { host: '127.0.0.1', port: '8443', arrival: '5', acceptance: '10', cancellation: '10' } as const;

const eraNames: Readonly<Record<string, Era>> = { '1.0-1.2': 'tls1.0-1.2', '1.2': 'tls1.2' };

/**
 * Reads the options after the program's name.
 *
 * @returns `help` when that is asked for.
 * @throws CodedError `USAGE`
 */
export function parseCommandLine(args: readonly string[]): CommandLine | 'help' {
  const values = readValues(args);
  if (values.help === true) return 'help';
  const clientCertificates = parseClientCertificates(values['client-certificates'], values['client-ca']);
  if (values.demo === true && values.register !== undefined) throw usage('--demo: expected no --register beside it, got both');
  return {
    identities: parseIdentities(values.cert ?? [], values.key ?? []),
    host: values.host ?? defaults.host,
    port: parsePort(values.port ?? defaults.port),
    schedule: parseSchedule(values.cutover, values.era),
    ...(values.now === undefined ? {} : { startAt: parseMoment('--now', values.now) }),
    delays: {
      arrivalMs: parseSeconds('--arrival', values.arrival ?? defaults.arrival),
      acceptanceMs: parseSeconds('--acceptance', values.acceptance ?? defaults.acceptance),
      cancellationMs: parseSeconds('--cancellation', values.cancellation ?? defaults.cancellation),
    },
    ...(clientCertificates === undefined ? {} : { clientCertificates }),
    ...(values.register === undefined ? {} : { registerPath: values.register }),
    ...(values.data === undefined ? {} : { data: values.data }),
    ...(values.scenario === undefined ? {} : { scenarioPath: values.scenario }),
    demo: values.demo === true,
    json: values.json === true,
  };
}

const text = { type: 'string' } as const;
const texts = { type: 'string', multiple: true } as const;
const flag = { type: 'boolean' } as const;
const options = {
  cert: texts,
  key: texts,
  host: text,
  port: text,
  cutover: text,
  era: text,
  now: text,
  arrival: text,
  acceptance: text,
  cancellation: text,
  'client-certificates': text,
  'client-ca': text,
  register: text,
  data: text,
  scenario: text,
  demo: flag,
  json: flag,
  help: flag,
};

function readValues(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, strict: true }).values;
  } catch (cause) {
    throw usage(cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function parseIdentities(certs: readonly string[], keys: readonly string[]): IdentityFiles[] {
  if (certs.length === 0) missing('--cert', 'a PEM file');
  if (keys.length !== certs.length) missing('--key', `a PEM file for each --cert (${certs.length})`, keys.length === 0 ? undefined : String(keys.length));
  return certs.map((certPath, index) => ({ certPath, keyPath: keys[index] ?? '' }));
}

function parseClientCertificates(rule: string | undefined, caPath: string | undefined): CommandLine['clientCertificates'] {
  if (rule === undefined) return caPath === undefined ? undefined : missing('--client-certificates', 'optional or required beside --client-ca');
  if (rule !== 'optional' && rule !== 'required') return missing('--client-certificates', 'optional or required', rule);
  return { rule, caPath: caPath ?? missing('--client-ca', 'a PEM file') };
}

function parseSchedule(cutoverText: string | undefined, eraText: string | undefined): Schedule {
  const cutover = cutoverText === undefined ? undefined : parseMoment('--cutover', cutoverText);
  const forced = eraText === undefined ? undefined : (eraNames[eraText] ?? missing('--era', `one of ${Object.keys(eraNames).join(', ')}`, eraText));
  if (forced !== undefined) return { forced, ...(cutover === undefined ? {} : { cutover }) };
  return { cutover: cutover ?? missing('--cutover or --era', 'a moment or an era') };
}

function parsePort(value: string): number {
  const port = Number(value);
  return /^\d{1,5}$/.test(value) && port <= 65_535 ? port : missing('--port', 'a number from 0 to 65535', value);
}

function parseSeconds(name: string, value: string): number {
  return /^\d{1,6}(?:\.\d{1,3})?$/.test(value) ? Math.round(Number(value) * 1000) : missing(name, 'seconds such as 0, 1.5 or 1800', value);
}

function parseMoment(name: string, value: string): Date {
  return readMoment(value) ?? missing(name, 'a moment with an offset such as 2021-04-19T10:00:00+09:00', value);
}

function missing(name: string, expected: string, got?: string): never {
  throw usage(`${name}: expected ${expected}, got ${got === undefined ? 'nothing' : `"${got}"`}`);
}

function usage(message: string, cause?: unknown): CodedError<'USAGE'> {
  return new CodedError('USAGE', message, { cause, hint: 'See --help.' });
}
