import { CodedError, systemClock } from '@togo/foundation';
import { pinnedRange } from '@togo/tls-policy';
import { DeskError } from '@togo/transmission/node';
import { bundledVersion } from './bundled-version.ts';
import { ClientError } from './client-error.ts';
import { parseCommandLine, type Command } from './command-line.ts';
import { ClientService } from './client-service.ts';
import { runClaimCheck } from './commands/check.ts';
import { runConnect } from './commands/connect.ts';
import { presenter, runScreens } from './commands/screens.ts';
import { runSend } from './commands/send.ts';
import { runStatus } from './commands/status.ts';
import { exitCodes } from './exit-codes.ts';
import { helpText } from './help.ts';
import { ieSetup, type IeSetup } from './ie-check/ie-setup.ts';
import { readManifest } from './installation.ts';
import { openLog, type Log } from './log.ts';
import { describeRefusal } from './messages/refusal.ts';
import { locatePlaces, logPath, type Places } from './places.ts';
import { selfCheck } from './self-check/self-check.ts';
import { systemTicker } from './ticker.ts';

try {
  process.exitCode = await perform(parseCommandLine(process.argv.slice(2)));
} catch (error) {
  process.exitCode = report(error);
}

async function perform(command: Command): Promise<number> {
  switch (command.kind) {
    case 'help':
      print(helpText);
      return exitCodes.ok;
    case 'usage':
      process.stderr.write(`${command.problem}\n\n${helpText}`);
      return exitCodes.usage;
    case 'version':
      print(`介護伝送ソフト Ver.${bundledVersion ?? (await readManifest(placesOf(command))).version}`);
      return exitCodes.ok;
    case 'connect': {
      const { ok, text } = await runConnect(placesOf(command), command.addresses, command.json, ownIe(), systemClock);
      print(text);
      return ok ? exitCodes.ok : exitCodes.failed;
    }
    case 'check': {
      const { ok, text } = await runClaimCheck(command, systemClock);
      print(text);
      return ok ? exitCodes.ok : exitCodes.failed;
    }
    case 'send':
    case 'status': {
      const service = await startService(placesOf(command));
      try {
        const { ok, text } = command.kind === 'send' ? await runSend(service, command) : await runStatus(service, command);
        print(text);
        return ok ? exitCodes.ok : exitCodes.failed;
      } finally {
        await service.sending.close();
      }
    }
    case 'self-check': {
      const runtime = { node: process.versions.node, arch: process.arch, exe: process.execPath };
      const result = await selfCheck({ places: placesOf(command), runtime, bundledVersion, offline: command.offline, ie: ownIe(), clock: systemClock });
      // One line: the installer reads it too.
      print(JSON.stringify(result));
      return result.ok ? exitCodes.ok : exitCodes.failed;
    }
    case 'read-p12': {
      // Loaded only here: node-forge never runs in any other process.
      const { answerP12 } = await import('./certificates/answer-p12.ts');
      print(await answerP12(process.stdin));
      return exitCodes.ok;
    }
    case 'screens':
      await openScreens(placesOf(command), command.openBrowser);
      return exitCodes.ok;
  }
}

async function openScreens(places: Places, withBrowser: boolean): Promise<void> {
  const log = openLog(logPath(places), systemClock);
  logWarnings(log);
  process.on('uncaughtExceptionMonitor', (error) => log.write('crash', { stack: error.stack ?? error.message }));
  const tell = (url: string): void => print(`次のアドレスを、このパソコンのブラウザーで開いてください(1回だけ使えます)。\n${url}`);
  const present = withBrowser ? presenter(process.env, log, tell) : (url: string): Promise<void> => Promise.resolve(tell(url));
  try {
    await runScreens({ places, present, clock: systemClock, ticker: systemTicker, log, ie: ownIe() });
  } catch (error) {
    log.write('ended-by-error', { why: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    throw error;
  }
}

function startService(places: Places): Promise<ClientService> {
  const log = openLog(logPath(places), systemClock);
  logWarnings(log);
  return ClientService.start(places, systemClock, log, ownIe());
}

/** What Node would print on the console, in English, is for support. */
function logWarnings(log: Log): void {
  process.removeAllListeners('warning');
  process.on('warning', ({ name, message }) => {
    // Said of node:sqlite at every start.
    if (name !== 'ExperimentalWarning') log.write('warning', { name, message });
  });
}

/** Internet Explorer's settings on this PC. */
function ownIe(): IeSetup {
  return ieSetup({ platform: process.platform, env: process.env }, systemClock);
}

function placesOf({ home }: { readonly home?: string }): Places {
  const surroundings = { platform: process.platform, env: process.env, bundleDir: import.meta.dirname };
  return locatePlaces(home === undefined ? surroundings : { ...surroundings, home });
}

function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

/** Japanese first, then the English line that support needs. */
function report(error: unknown): number {
  const isRefusal = error instanceof ClientError || error instanceof DeskError;
  const facts = { host: '電子請求受付システム', range: pinnedRange, at: systemClock.now().toISOString(), until: error instanceof DeskError ? error.until : undefined };
  const { title, explanation, next, code } = describeRefusal(isRefusal ? error.code : 'I-499', facts);
  const detail = error instanceof CodedError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${title}(${code})\n${explanation}\n次にすること: ${next}\n詳細: ${detail}\n`);
  return isRefusal ? exitCodes.failed : exitCodes.internal;
}
