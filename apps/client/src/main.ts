import { systemClock } from '@togo/foundation';
import { bundledVersion } from './bundled-version.ts';
import type { ClientService } from './client-service.ts';
import { parseCommandLine, type Command } from './command-line.ts';
import { exitCodes } from './exit-codes.ts';
import { helpText } from './help.ts';
import { ieSetup, type IeSetup } from './ie-check/ie-setup.ts';
import { readManifest } from './installation.ts';
import { openLog, type Log } from './log.ts';
import { locatePlaces, logPath, type Places } from './places.ts';
import { systemTicker } from './ticker.ts';

try {
  process.exitCode = await perform(parseCommandLine(process.argv.slice(2)));
} catch (error) {
  const { report } = await import('./report.ts');
  process.exitCode = report(error);
}

/** Each command brings its own part of the program: a self-check does not wait for the screens. */
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
      const { runConnect } = await import('./commands/connect.ts');
      const { ok, text } = await runConnect(placesOf(command), command.addresses, command.json, ownIe(), systemClock);
      print(text);
      return ok ? exitCodes.ok : exitCodes.failed;
    }
    case 'check': {
      const { runClaimCheck } = await import('./commands/check.ts');
      const { ok, text } = await runClaimCheck(command, systemClock);
      print(text);
      return ok ? exitCodes.ok : exitCodes.failed;
    }
    case 'send':
    case 'status': {
      const service = await startService(placesOf(command));
      try {
        const { ok, text } = command.kind === 'send' ? await (await import('./commands/send.ts')).runSend(service, command) : await (await import('./commands/status.ts')).runStatus(service, command);
        print(text);
        return ok ? exitCodes.ok : exitCodes.failed;
      } finally {
        await service.sending.close();
      }
    }
    case 'close': {
      const { runClose } = await import('./commands/close.ts');
      const { exitCode, text } = await runClose(placesOf(command));
      print(text);
      return exitCode;
    }
    case 'self-check': {
      const { selfCheck } = await import('./self-check/self-check.ts');
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
    case 'count-waiting': {
      const { countWaiting } = await import('./commands/count-waiting.ts');
      print(`waiting ${await countWaiting(placesOf(command), systemClock)}`);
      return exitCodes.ok;
    }
    case 'screens':
      await openScreens(placesOf(command), command.openBrowser);
      return exitCodes.ok;
  }
}

async function openScreens(places: Places, withBrowser: boolean): Promise<void> {
  const { presenter, runScreens } = await import('./commands/screens.ts');
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

async function startService(places: Places): Promise<ClientService> {
  const { ClientService } = await import('./client-service.ts');
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
