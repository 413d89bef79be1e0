import { parseArgs } from 'node:util';
import { CodedError } from '@togo/foundation';
import type { Era } from '@togo/tls-policy';
import type { Schedule } from './start-reception.ts';

/** The command line, checked. */
export interface CommandLine {
  readonly certPath: string;
  readonly keyPath: string;
  readonly host: string;
  readonly port: number;
  readonly schedule: Schedule;
  /** The moment at which the server's clock starts, for a rehearsal. */
  readonly startAt?: Date;
  readonly json: boolean;
}

const defaults = { host: '127.0.0.1', port: '8443' } as const;
const eraNames: Readonly<Record<string, Era>> = { '1.0-1.2': 'tls1.0-1.2', '1.2': 'tls1.2' };

export const help = `電子請求受付システム, reference server: answers GET /v1/handshake over TLS.

  node apps/reception/src/main.ts --cert chain.pem --key leaf.key --cutover 2021-04-19T10:00:00+09:00

  --cert FILE     certificate and its intermediates, PEM
  --key FILE      private key, PEM
  --cutover TIME  TLS 1.0 to 1.2 before this moment, TLS 1.2 only from it on; ISO 8601 with an offset
  --era ERA       1.0-1.2 or 1.2: this era, whatever the time; needs no --cutover
  --now TIME      start the server's clock at this moment (a rehearsal), then let it run
  --host ADDRESS  where to listen (${defaults.host})
  --port NUMBER   0 takes any free port (${defaults.port})
  --json          print the line that says where it listens as JSON
  --help          this text

One line on stdout when it listens; one JSON line on stderr for each connection, with the negotiated version.
SIGTERM or Ctrl-C stops it. Exit codes: 0 stopped, 2 wrong options, 4 cannot listen.

  Rehearse the cut-over, ten seconds before it:
    … --cutover 2021-04-19T10:00:00+09:00 --now 2021-04-19T09:59:50+09:00
  See what is accepted:
    openssl s_client -connect 127.0.0.1:8443 -tls1_1 -cipher 'ALL:@SECLEVEL=0'
`;

/**
 * Reads the options after the program's name.
 *
 * @returns `help` when that is asked for.
 * @throws CodedError `USAGE`
 */
export function parseCommandLine(args: readonly string[]): CommandLine | 'help' {
  const values = readValues(args);
  if (values.help === true) return 'help';
  return {
    certPath: values.cert ?? missing('--cert', 'a PEM file'),
    keyPath: values.key ?? missing('--key', 'a PEM file'),
    host: values.host ?? defaults.host,
    port: parsePort(values.port ?? defaults.port),
    schedule: parseSchedule(values.cutover, values.era),
    ...(values.now === undefined ? {} : { startAt: parseMoment('--now', values.now) }),
    json: values.json === true,
  };
}

type TextOption = 'cert' | 'key' | 'host' | 'port' | 'cutover' | 'era' | 'now';

function readValues(args: readonly string[]): Partial<Record<TextOption, string> & Record<'json' | 'help', boolean>> {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    const options = { cert: text, key: text, host: text, port: text, cutover: text, era: text, now: text, json: flag, help: flag };
    return parseArgs({ args: [...args], options, strict: true }).values;
  } catch (cause) {
    throw usage(cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function parseSchedule(cutoverText: string | undefined, eraText: string | undefined): Schedule {
  const cutover = cutoverText === undefined ? undefined : parseMoment('--cutover', cutoverText);
  const forced = eraText === undefined ? undefined : (eraNames[eraText] ?? missing('--era', `one of ${Object.keys(eraNames).join(', ')}`, eraText));
  if (forced !== undefined) return { forced, ...(cutover === undefined ? {} : { cutover }) };
  return { cutover: cutover ?? missing('--cutover or --era', 'a moment or an era') };
}

function parsePort(text: string): number {
  const port = Number(text);
  return /^\d{1,5}$/.test(text) && port <= 65_535 ? port : missing('--port', 'a number from 0 to 65535', text);
}

function parseMoment(name: string, text: string): Date {
  const shape = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/;
  const moment = new Date(text);
  const day = text.slice(0, 10);
  // Date takes 30 February for 2 March.
  const isMoment = shape.test(text) && !Number.isNaN(moment.getTime()) && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
  return isMoment ? moment : missing(name, 'a moment with an offset such as 2021-04-19T10:00:00+09:00', text);
}

function missing(name: string, expected: string, got?: string): never {
  throw usage(`${name}: expected ${expected}, got ${got === undefined ? 'nothing' : `"${got}"`}`);
}

function usage(message: string, cause?: unknown): CodedError<'USAGE'> {
  return new CodedError('USAGE', message, { cause, hint: 'See --help.' });
}
