import { readFile } from 'node:fs/promises';
import { CodedError, systemClock, type Clock } from '@togo/foundation';
import type { AccessEntry } from './access-log.ts';
import { help, parseCommandLine, type CommandLine } from './options.ts';
import { eraOf, startReception, type Reception, type ReceptionOptions } from './start-reception.ts';

const exitCodes = { usage: 2, cannotListen: 4, bug: 70 } as const;
const seeHelp = 'See --help.';

try {
  const line = parseCommandLine(process.argv.slice(2));
  if (line === 'help') process.stdout.write(help);
  else await serve(line);
} catch (error) {
  const [exitCode, message] = explain(error);
  process.stderr.write(`reception: ${message}\n`);
  process.exitCode = exitCode;
}

async function serve(line: CommandLine): Promise<void> {
  const { host, schedule } = line;
  const clock = line.startAt === undefined ? systemClock : startingAt(line.startAt);
  const identity = { cert: await readPem('--cert', line.certPath), key: await readPem('--key', line.keyPath) };
  const log = (entry: AccessEntry): void => void process.stderr.write(`${JSON.stringify(entry)}\n`);
  const reception = await listen({ identity, host, port: line.port, clock, schedule, log }, line);
  const [era, cutover] = [eraOf(schedule, clock.now()), schedule.cutover?.toISOString() ?? null];
  const listening = { formatVersion: 1, event: 'listening', host, port: reception.port, era, cutover };
  const text = `reception listens on ${host}:${reception.port}, era ${era}, cut-over ${cutover ?? 'none'}`;
  process.stdout.write(`${line.json ? JSON.stringify(listening) : text}\n`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void reception.close());
}

async function readPem(option: string, path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new CodedError('USAGE', `${option}: cannot read ${path} (${codeOf(cause)})`, { cause, hint: seeHelp });
  }
}

async function listen(options: ReceptionOptions, { certPath, keyPath }: CommandLine): Promise<Reception> {
  const { host, port } = options;
  try {
    return await startReception(options);
  } catch (cause) {
    const code = codeOf(cause);
    if (code === 'EADDRINUSE') {
      throw new CodedError('CANNOT_LISTEN', `port ${port} of ${host} is in use`, { cause, hint: 'Stop the other program, or choose --port 0.' });
    }
    if (['EACCES', 'EADDRNOTAVAIL', 'ENOTFOUND'].includes(code)) {
      throw new CodedError('CANNOT_LISTEN', `cannot listen on ${host}:${port} (${code})`, { cause, hint: 'Choose another --host or --port.' });
    }
    if (code.startsWith('ERR_OSSL')) {
      throw new CodedError('USAGE', `--cert ${certPath} and --key ${keyPath} are no pair of PEM certificate and key (${code})`, { cause, hint: seeHelp });
    }
    throw cause;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}

function startingAt(start: Date): Clock {
  const began = systemClock.now().getTime();
  return { now: () => new Date(start.getTime() + systemClock.now().getTime() - began) };
}

function explain(error: unknown): [exitCode: number, message: string] {
  if (!(error instanceof CodedError)) return [exitCodes.bug, `our bug: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
  return [error.code === 'USAGE' ? exitCodes.usage : exitCodes.cannotListen, error.hint === undefined ? error.message : `${error.message}. ${error.hint}`];
}
