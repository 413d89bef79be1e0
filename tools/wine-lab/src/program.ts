import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Session } from './box/session.ts';
import { commandLine } from './command-line.ts';
import { LabError } from './errors.ts';
import { windowsPath } from './windows-path.ts';

export interface ProgramOptions {
  /** Added to the environment; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Windows path. */
  readonly cwd?: string;
  /** Put at the end of the command line as it is: `/D=C:\Program Files\X`, `_?=…`. */
  readonly rawTail?: string;
}

export interface ProgramEnd {
  readonly exitCode: number;
  readonly seconds: number;
  readonly killed: boolean;
  readonly processes: readonly { readonly pid: number; readonly image: string }[];
}

/** A program of a PC that was started and is perhaps still running. */
export interface RunningProgram {
  readonly pid: number;
  /** Its end; `all` also waits for everything that it started. */
  waitUntil(what: 'main' | 'all', timeoutMs: number): Promise<ProgramEnd>;
  /** Processes of it and of what it started that live now. */
  alive(): Promise<ProgramEnd['processes']>;
  /** Ends it and all that it started, at once. */
  stop(): Promise<void>;
  stdout(): Promise<string>;
  stderr(): Promise<string>;
}

export async function startProgram(
  session: Session,
  exe: string,
  args: readonly string[],
  options: ProgramOptions,
  killAfterMs: number,
): Promise<RunningProgram> {
  const stem = join(session.mailbox.folder, `out-${process.hrtime.bigint()}`);
  const variables = Object.entries(options.env ?? {}).map(([name, value]) => (value === undefined ? name : `${name}=${value}`));
  const line = commandLine(windowsPath(exe), args, options.rawTail);
  const { id, answer } = await session.ask('start', [
    line,
    options.cwd ?? 'C:\\',
    windowsPath(`${stem}.1`),
    windowsPath(`${stem}.2`),
    String(killAfterMs),
    ...variables,
  ]);
  if ('error' in answer) throw new LabError('LAB_START_FAILED', `Windows did not start ${line}: Win32 error ${answer.error}`);
  let end: Promise<ProgramEnd> | undefined;
  const alive = async (): Promise<ProgramEnd['processes']> => {
    const listed = await session.ask('alive', [id]);
    return 'error' in listed.answer ? [] : processesOf(listed.answer);
  };
  const stop = async (): Promise<void> => void (await session.ask('kill', [id]));
  return {
    pid: Number(answer[0]),
    alive,
    stop,
    stdout: () => textOf(`${stem}.1`),
    stderr: () => textOf(`${stem}.2`),
    async waitUntil(what, timeoutMs) {
      const deadline = performance.now() + timeoutMs;
      end ??= session.receiveEnd(id, timeoutMs).then(readEnd);
      try {
        const ended = await end;
        if (what === 'main') return ended;
        let left = ended.processes;
        while (left.length > 0 && performance.now() < deadline) {
          await sleep(30);
          left = await alive();
        }
        if (left.length > 0) throw new LabError('LAB_TIMEOUT', `still running after ${timeoutMs} ms: ${left.map(({ image }) => image).join(', ')}`);
        return { ...ended, processes: left };
      } catch (error) {
        if (error instanceof LabError && error.code === 'LAB_TIMEOUT') {
          await stop();
          throw new LabError('LAB_TIMEOUT', `${line} took longer than ${timeoutMs} ms`, { cause: error });
        }
        throw error;
      }
    },
  };
}

function readEnd([exitCode = '', killed = '', ms = '', ...processes]: string[]): ProgramEnd {
  return { exitCode: Number(exitCode), seconds: Number(ms) / 1000, killed: killed === '1', processes: processesOf(processes) };
}

/** Console hosts are Windows' own and go by themselves. */
function processesOf(fields: readonly string[]): ProgramEnd['processes'] {
  const pairs = Array.from({ length: fields.length / 2 }, (_, i) => ({ pid: Number(fields[i * 2]), image: fields[i * 2 + 1] ?? '' }));
  return pairs.filter(({ image }) => !image.toLowerCase().endsWith('\\conhost.exe'));
}

/** UTF-8 where it is UTF-8, else the PC's own code page (932). */
async function textOf(path: string): Promise<string> {
  const bytes = await readFile(path);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('shift_jis').decode(bytes);
  }
}
