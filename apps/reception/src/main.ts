import { readFile } from 'node:fs/promises';
import { CodedError, systemClock, type Clock } from '@togo/foundation';
import { explainDemo, prepareDemo } from './demo/demo.ts';
import { help } from './help.ts';
import { parseCommandLine, type CommandLine } from './options.ts';
import { readRegister } from './register/register.ts';
import { eraOf } from './schedule.ts';
import { readScenario } from './scenario/scenario.ts';
import { startReception, type Reception, type ReceptionOptions } from './start-reception.ts';

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
  const options = await readOptions(line, clock);
  const demo = line.demo ? await prepareDemo(clock.now(), line.data) : undefined;
  const reception = await listen(demo === undefined ? options : { ...options, register: demo.register }, line).catch(async (error: unknown) => {
    await demo?.remove();
    throw error;
  });
  const { port, listenerPorts } = reception;
  const [era, cutover] = [eraOf(schedule, clock.now()), schedule.cutover?.toISOString() ?? null];
  const listening = { formatVersion: 1, event: 'listening', host, port, era, cutover, listenerPorts };
  const text = `reception listens on ${[port, ...listenerPorts].map((each) => `${host}:${each}`).join(', ')}, era ${era}, cut-over ${cutover ?? 'none'}`;
  const { password, accounts, claimFiles } = demo ?? {};
  process.stdout.write(`${line.json ? JSON.stringify({ ...listening, password, accounts, claimFiles }) : text}\n`);
  if (demo !== undefined && !line.json) process.stdout.write(explainDemo(demo, host, port));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void Promise.all([reception.close(), demo?.remove()]));
}

async function readOptions(line: CommandLine, clock: Clock): Promise<ReceptionOptions> {
  const { host, port, schedule, delays, data, clientCertificates: certificates } = line;
  const identities = await Promise.all(
    line.identities.map(async ({ certPath, keyPath }) => ({ cert: await readPem('--cert', certPath), key: await readPem('--key', keyPath) })),
  );
  return {
    identities,
    host,
    port,
    clock,
    schedule,
    delays,
    log: (entry) => void process.stderr.write(`${JSON.stringify(entry)}\n`),
    reportBug: (error) => void process.stderr.write(`${JSON.stringify({ event: 'bug', error: error.stack ?? error.message })}\n`),
    ...(data === undefined ? {} : { data }),
    ...(line.registerPath === undefined ? {} : { register: await readRegister(line.registerPath) }),
    ...(line.scenarioPath === undefined ? {} : { scenario: await readScenario(line.scenarioPath) }),
    ...(certificates === undefined ? {} : { clientCertificates: { rule: certificates.rule, ca: await readPem('--client-ca', certificates.caPath) } }),
  };
}

async function readPem(option: string, path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new CodedError('USAGE', `${option}: cannot read ${path} (${codeOf(cause)})`, { cause, hint: seeHelp });
  }
}

async function listen(options: ReceptionOptions, { identities }: CommandLine): Promise<Reception> {
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
      const files = identities.map(({ certPath, keyPath }) => `--cert ${certPath} and --key ${keyPath}`).join(', ');
      throw new CodedError('USAGE', `${files} are no pair of PEM certificate and key (${code})`, { cause, hint: seeHelp });
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
