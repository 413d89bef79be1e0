import type { ProgramOptions, RunOptions, RunningProgram } from '@togo/wine-lab';
import { limits } from '../limits.ts';
import type { Point } from './result.ts';
import type { LabPc, SavedState } from '../pc/lab-pc.ts';
import { askedLog, labFolder } from '../pc/places.ts';
import type { LabRelease, ReleaseBook } from '../releases/release-book.ts';
import type { InstalledStates } from './installed-states.ts';
import type { Expectations } from '../scenarios/expectations-file.ts';

/** How an installer or an uninstaller is run: without windows, its log where the lab reads it. */
export const silently = ['/S', `/LOG=${askedLog}`] as const;

export interface Answer {
  readonly exitCode: number;
  readonly stderr: string;
}

export interface StageOptions {
  readonly lab: LabPc;
  readonly releases: ReleaseBook;
  readonly states: InstalledStates;
  readonly expectations: Expectations;
  readonly isInstrumented: boolean;
  /** Where the sentence that is tried again is disturbed this time, from 1; 0 leaves it in peace. */
  readonly at: number;
}

/** Where one scenario is played: the PC, and what the sentences so far have left to be asked about. */
export class Stage {
  readonly lab: LabPc;
  readonly states: InstalledStates;
  readonly expectations: Expectations;
  readonly isInstrumented: boolean;
  readonly at: number;
  readonly #releases: ReleaseBook;
  /** What the last installer or uninstaller answered. */
  answer: Answer | undefined;
  remembered: SavedState | undefined;
  /** User data as it was given, by path. */
  userData: ReadonlyMap<string, string> = new Map();
  /** What the facility finds when it starts the client after a kill, for the report. */
  found: string | undefined;
  /** The points at which the sentence that is tried again can be disturbed, in order. */
  points: readonly Point[] = [];

  constructor({ lab, releases, states, expectations, isInstrumented, at }: StageOptions) {
    this.lab = lab;
    this.#releases = releases;
    this.states = states;
    this.expectations = expectations;
    this.isInstrumented = isInstrumented;
    this.at = at;
  }

  get pc(): LabPc['pc'] {
    return this.lab.pc;
  }

  /** No disturbance this time. The many plays with one spare themselves the look at the whole PC before they begin. */
  get isUndisturbed(): boolean {
    return this.at === 0;
  }

  release(name: string): Promise<LabRelease> {
    return this.#releases.get(name, this.isInstrumented);
  }

  ver8Installer(): Promise<string> {
    return this.#releases.ver8();
  }

  /** Runs a program with all that it starts; its answer can be asked about. */
  async act(exe: string, args: readonly string[], options: ProgramOptions = {}): Promise<Answer> {
    const program = await this.pc.start(exe, args, options);
    return this.hear(program);
  }

  /** As `act`, while other programs hold files open. */
  async actWhileOpen(exe: string, args: readonly string[], lockFiles: readonly string[]): Promise<Answer> {
    const options: RunOptions = { until: 'all', timeoutMs: limits.programMs, lockFiles };
    const { exitCode, stderr } = await this.pc.run(exe, args, options);
    this.answer = { exitCode, stderr };
    return this.answer;
  }

  async hear(program: RunningProgram): Promise<Answer> {
    const { exitCode } = await program.waitUntil('all', limits.programMs);
    this.answer = { exitCode, stderr: await program.stderr() };
    return this.answer;
  }

  async install(name: string): Promise<Answer> {
    return this.act((await this.release(name)).installer, silently);
  }

  /** A file for the instruments. */
  async tellInstruments(name: string, text: string): Promise<void> {
    await this.pc.write(`${labFolder}\\${name}`, text);
  }

  /** The steps that instrumented programs have made since the lab's folder was cleared. */
  async stepsSoFar(): Promise<string[]> {
    const file = `${labFolder}\\steps.txt`;
    return this.pc.exists(file) ? (await this.pc.read(file)).toString('latin1').split('\r\n').slice(0, -1) : [];
  }
}
