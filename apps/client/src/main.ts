import { CodedError, systemClock } from '@togo/foundation';
import { bundledVersion } from './bundled-version.ts';
import { ClientError } from './client-error.ts';
import { parseCommandLine, type Command } from './command-line.ts';
import { runCheck } from './commands/check.ts';
import { presenter, runScreens } from './commands/screens.ts';
import { exitCodes } from './exit-codes.ts';
import { helpText } from './help.ts';
import { readManifest } from './installation.ts';
import { openLog } from './log.ts';
import { describeClientCode } from './messages/client.ts';
import { locatePlaces, logPath, type Places } from './places.ts';
import { selfCheck } from './self-check/self-check.ts';

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
    case 'check': {
      const { ok, text } = await runCheck(placesOf(command), command.addresses, command.json, systemClock);
      print(text);
      return ok ? exitCodes.ok : exitCodes.failed;
    }
    case 'self-check': {
      const runtime = { node: process.versions.node, arch: process.arch, exe: process.execPath };
      const result = await selfCheck({ places: placesOf(command), runtime, bundledVersion, offline: command.offline, clock: systemClock });
      // One line: the installer reads it too.
      print(JSON.stringify(result));
      return result.ok ? exitCodes.ok : exitCodes.failed;
    }
    case 'screens':
      await openScreens(placesOf(command), command.openBrowser);
      return exitCodes.ok;
  }
}

async function openScreens(places: Places, withBrowser: boolean): Promise<void> {
  const log = openLog(logPath(places), systemClock);
  // Nobody sees this process's console: what Node would print there goes to the log.
  process.removeAllListeners('warning');
  process.on('warning', ({ name, message }) => {
    // Said of node:sqlite at every start; what we use of it is its file lock.
    if (name !== 'ExperimentalWarning') log.write('warning', { name, message });
  });
  process.on('uncaughtExceptionMonitor', (error) => log.write('crash', { stack: error.stack ?? error.message }));
  const tell = (url: string): void => print(`次のアドレスを、このパソコンのブラウザーで開いてください(1回だけ使えます)。\n${url}`);
  const present = withBrowser ? presenter(process.env, log, tell) : (url: string): Promise<void> => Promise.resolve(tell(url));
  try {
    await runScreens({ places, present, clock: systemClock, log });
  } catch (error) {
    log.write('ended-by-error', { why: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    throw error;
  }
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
  const { title, explanation, next, code } = describeClientCode(error instanceof ClientError ? error.code : 'I-499');
  const detail = error instanceof CodedError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${title}(${code})\n${explanation}\n次にすること: ${next}\n詳細: ${detail}\n`);
  return error instanceof ClientError ? exitCodes.failed : exitCodes.internal;
}
