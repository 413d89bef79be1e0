import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { run } from '@togo/foundation/run';
import { boxArguments, wine, type BoxPlan } from './box/argv.ts';
import { boot, bootScript, type Session } from './box/session.ts';
import { Desktop } from './desktop.ts';
import { LabError } from './errors.ts';
import { scanDrive, type FileScan } from './files/scan.ts';
import { limits } from './limits.ts';
import type { Persona } from './persona.ts';
import { startProgram, type ProgramOptions, type RunningProgram } from './program.ts';
import { Registry } from './registry/registry.ts';
import { compare, type RunOptions, type RunReport, type Snapshot } from './report.ts';
import { hostPath, windowsPath } from './windows-path.ts';

/** A Windows PC of one persona, its own from the first byte; switched on when first needed. */
export class Pc {
  readonly persona: Persona;
  /** The folder of this machine that is drive C:. */
  readonly drive: string;
  readonly #folder: string;
  readonly #plan: BoxPlan;
  #session: Promise<Session> | undefined;
  #boots = 0;
  #last: FileScan | undefined;

  constructor(persona: Persona, folder: string, plan: BoxPlan) {
    this.persona = persona;
    this.drive = join(plan.prefix, 'drive_c');
    this.#folder = folder;
    this.#plan = plan;
  }

  /**
   * Runs a program to its end and reports what it changed.
   *
   * @param exe a path of this machine (`/tmp/x.exe`), a Windows path, or a name that Windows finds (`cmd.exe`).
   * @throws LabError `LAB_START_FAILED` with the Win32 error, `LAB_TIMEOUT`, `LAB_LOCK_FAILED`.
   */
  async run(exe: string, args: readonly string[] = [], options: RunOptions = {}): Promise<RunReport> {
    const session = await this.#on();
    const held = options.lockFiles ?? [];
    for (const path of held) await this.#hold(session, path);
    try {
      const before = await this.snapshot();
      const program = await startProgram(session, exe, args, options, options.killAfterMs ?? 0);
      const end = await program.waitUntil(options.until ?? 'main', options.timeoutMs ?? limits.programMs);
      const after = await this.snapshot();
      const [stdout, stderr] = [await program.stdout(), await program.stderr()];
      return { formatVersion: 1, ...end, stdout, stderr, ...compare(before, after) };
    } finally {
      for (const path of held) await session.ask('release', [path]);
    }
  }

  /** Starts a program and leaves it running. */
  async start(exe: string, args: readonly string[] = [], options: ProgramOptions = {}): Promise<RunningProgram> {
    return startProgram(await this.#on(), exe, args, options, 0);
  }

  /** Drive C: and the registry as they are now; compare two with `compare`. */
  async snapshot(): Promise<Snapshot> {
    const registry = await this.registry();
    const files = scanDrive(this.drive, this.#last);
    this.#last = files;
    return { files, registry };
  }

  async registry(): Promise<Registry> {
    const session = await this.#session;
    const folder = session === undefined ? this.#plan.prefix : session.mailbox.folder;
    if (session !== undefined) {
      const { answer } = await session.ask('save', [windowsPath(folder)]);
      if ('error' in answer) throw new LabError('LAB_HIVE_UNREADABLE', `Windows did not save its registry (error ${answer.error})`);
    }
    const [system = '', user = '', userdef = ''] = await Promise.all(
      ['system', 'user', 'userdef'].map((name) => readFile(join(folder, `${name}.reg`), 'utf8')),
    );
    return new Registry({ system, user, userdef });
  }

  /** Applies a registry script as `regedit /S` does: the text of a `.reg` file without its first line. */
  async importRegistry(script: string): Promise<void> {
    const file = join(this.#folder, `${randomBytes(4).toString('hex')}.reg`);
    await writeFile(file, Buffer.from(`\uFEFFWindows Registry Editor Version 5.00\r\n\r\n${script.replaceAll(/\r?\n/g, '\r\n')}\r\n`, 'utf16le'));
    const program = await this.start('C:\\windows\\regedit.exe', ['/S', windowsPath(file)]);
    await program.waitUntil('main', limits.programMs);
    await rm(file);
  }

  hostPath(path: string): string {
    return hostPath(this.drive, path);
  }

  exists(path: string): boolean {
    return existsSync(this.hostPath(path));
  }

  async read(path: string): Promise<Buffer> {
    return readFile(this.hostPath(path));
  }

  /** Writes a file, making the folders above it. */
  async write(path: string, data: string | Uint8Array): Promise<void> {
    const file = this.hostPath(path);
    await mkdir(dirname(file), { recursive: true });
    await rm(file, { force: true });
    await writeFile(file, data);
  }

  /** Names in a folder, sorted. */
  async list(folder: string): Promise<string[]> {
    return (await readdir(this.hostPath(folder))).sort();
  }

  /** Switches the PC on, if it is not. */
  async #on(): Promise<Session> {
    this.#session ??= boot(this.#plan, join(this.#folder, `mailbox-${++this.#boots}`));
    return this.#session;
  }

  /** Shuts Windows down, ending every program; the next run switches it on again. */
  async shutdown(): Promise<void> {
    const session = await this.#session;
    this.#session = undefined;
    await session?.shutdown();
  }

  /** Shuts down and deletes the PC. */
  async dispose(): Promise<void> {
    await this.shutdown();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Windows' command prompt on this process's own terminal, until somebody leaves it, with whatever exit code. */
  async prompt(): Promise<void> {
    await this.shutdown();
    await run('bwrap', boxArguments(this.#plan, ['sh', bootScript, '-', wine, 'cmd.exe', '/k', 'cd', '/d', 'C:\\users\\jimu']), {
      inherit: true,
      okExitCodes: Array.from({ length: 256 }, (_, code) => code),
    });
  }

  /** The screen of this PC, for looking at windows and pressing keys. */
  async desktop(): Promise<Desktop> {
    return new Desktop(this, await this.#on(), this.#plan);
  }

  async #hold(session: Session, path: string): Promise<void> {
    const { answer } = await session.ask('hold', [path]);
    if ('error' in answer)
      throw new LabError('LAB_LOCK_FAILED', `could not hold ${path} open: Win32 error ${answer.error}`, { hint: 'The file must exist and be free.' });
  }
}
