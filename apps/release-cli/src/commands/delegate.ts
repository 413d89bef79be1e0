import { spawn } from 'node:child_process';
import { ensureNeeds, type Purpose } from '@togo/needs';
import { Command } from 'commander';
import { clientHome } from '../client-home.ts';
import { developmentReceptionFiles } from '../development-keys.ts';
import { progressLine } from '../progress-line.ts';
import { newestCutover } from '../release-files.ts';
import { nodeArgs } from '../workspace.ts';

/** Commands that belong to another program of the workspace: the CLI runs it and answers with its exit code. */
export function labCommand(): Command {
  return passThrough('lab', 'a clean Windows (Wine) with an exe in it: run, shell, screenshot').action(async (args: string[]) => {
    await provide('lab');
    await runProgram('tools/wine-lab/src/main.ts', args);
  });
}

export function matrixCommand(): Command {
  return passThrough('matrix', 'every upgrade path under Wine, compared file by file with what should be there').action(async (args: string[]) => {
    if (!asksForHelp(args)) await provide('lab');
    await runProgram('tools/upgrade-lab/src/main.ts', args);
  });
}

export function benchCommand(): Command {
  return passThrough('bench', 'the performance table: ratios measured side by side in one run').action(async (args: string[]) => {
    if (!asksForHelp(args)) await provide('lab');
    await runProgram('tools/bench/src/main.ts', args);
  });
}

/** Without `--cert` it shows the development certificate, which development clients trust; without an era, that of the newest plan. */
export function receptionCommand(): Command {
  return passThrough('reception', 'the reference reception server on this machine').action(async (args: string[]) => {
    const given = (...names: string[]): boolean => names.some((name) => args.includes(name));
    if (asksForHelp(args)) return runProgram('apps/reception/src/main.ts', args);
    const certificate = given('--cert') ? [] : await developmentReceptionFiles();
    const era = given('--era', '--cutover') ? [] : ['--cutover', await newestCutover()];
    return runProgram('apps/reception/src/main.ts', [...args, ...certificate, ...era]);
  });
}

/** Without `--home` it runs as the newest cut would on a PC, its data in `.togo/client`. To check a file no cut is needed. */
export function clientCommand(): Command {
  return passThrough('client', 'the transmission client (伝送通信ソフト) on this machine').action(async (args: string[]) => {
    const needsHome = args[0] !== 'check' && !args.some((arg) => ['--home', '--help'].includes(arg));
    const home = needsHome ? ['--home', await clientHome()] : [];
    await runProgram('apps/client/src/main.ts', [...args, ...home]);
  });
}

function asksForHelp(args: readonly string[]): boolean {
  return args.some((arg) => ['--help', '-h'].includes(arg));
}

function passThrough(name: string, description: string): Command {
  return new Command(name).description(description).argument('[args...]').allowUnknownOption().helpOption(false);
}

/** Makes sure that this machine has everything for a purpose; where it runs beside something that prints, it prints plain lines. */
export async function provide(purpose: Purpose, isBeside = false): Promise<void> {
  const screen = isBeside ? { write: (text: string) => process.stderr.write(text) } : process.stderr;
  await ensureNeeds(purpose, progressLine('provide', screen, () => performance.now()).update);
}

/** Runs a program of the workspace in the foreground; this process ends with its exit code. */
async function runProgram(program: string, args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [...nodeArgs(program), ...args], { stdio: 'inherit' });
  // The terminal signals the child too; waiting here lets it stop by itself.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  process.exitCode = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
