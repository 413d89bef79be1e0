import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from '@togo/foundation/run';
import { boxArguments, type BoxPlan } from './box/argv.ts';
import type { Session } from './box/session.ts';
import { LabError } from './errors.ts';
import { limits } from './limits.ts';
import type { ProgramOptions, RunningProgram } from './program.ts';
import { readWindows, type Area, type Window } from './windows.ts';

interface Starter {
  start(exe: string, args?: readonly string[], options?: ProgramOptions): Promise<RunningProgram>;
}

/** The screen of a PC: 1024×768, without a window manager; Windows draws its own title bars. */
export class Desktop {
  readonly #pc: Starter;
  readonly #session: Session;
  readonly #plan: BoxPlan;

  constructor(pc: Starter, session: Session, plan: BoxPlan) {
    this.#pc = pc;
    this.#session = session;
    this.#plan = plan;
  }

  start(exe: string, args?: readonly string[], options?: ProgramOptions): Promise<RunningProgram> {
    return this.#pc.start(exe, args, options);
  }

  /** The visible windows, front to back. */
  async windows(): Promise<Window[]> {
    const { answer } = await this.#session.ask('windows');
    return 'error' in answer ? [] : readWindows(answer);
  }

  /**
   * Waits until a window with such a title is there and two looks in a row see the same window with the same text.
   *
   * @throws LabError `LAB_WINDOW_MISSING` with the titles that were there instead.
   */
  async waitForWindow(title: string | RegExp, timeoutMs: number = limits.windowMs): Promise<Window> {
    return this.waitFor(
      (window) => (typeof title === 'string' ? window.title.includes(title) : title.test(window.title)),
      `titled ${title.toString()}`,
      timeoutMs,
    );
  }

  /** Waits for a window whose title or controls say this: a page of an installer. */
  async waitForText(text: string, timeoutMs: number = limits.windowMs): Promise<Window> {
    return this.waitFor(
      (window) => window.title.includes(text) || window.controls.some((control) => control.text.includes(text)),
      `that says ${text}`,
      timeoutMs,
    );
  }

  async waitFor(wanted: (window: Window) => boolean, what: string, timeoutMs: number = limits.windowMs): Promise<Window> {
    const deadline = performance.now() + timeoutMs;
    let previous = '';
    for (;;) {
      const windows = await this.windows();
      const found = windows.find(wanted);
      const look = JSON.stringify(found);
      if (found !== undefined && look === previous) return found;
      previous = look;
      if (performance.now() > deadline) {
        const seen = windows.map(
          (window) =>
            `「${window.title}」 ${window.controls
              .map((control) => control.text)
              .filter((text) => text !== '')
              .join(' / ')}`,
        );
        throw new LabError('LAB_WINDOW_MISSING', `no window ${what} within ${timeoutMs} ms; there were: ${seen.join('\n') || 'none'}`);
      }
      await sleep(limits.stableMs);
    }
  }

  /** Waits until some window is there and nothing on the screen has changed for a second; answers the front one. */
  async waitForCalm(timeoutMs: number = limits.windowMs): Promise<Window> {
    const deadline = performance.now() + timeoutMs;
    let previous = '';
    for (let calmMs = 0; performance.now() < deadline;) {
      const windows = await this.windows();
      const look = JSON.stringify(windows);
      calmMs = look === previous ? calmMs + limits.stableMs : 0;
      previous = look;
      const [front] = windows;
      if (front !== undefined && calmMs >= limits.calmMs) return front;
      await sleep(limits.stableMs);
    }
    throw new LabError('LAB_WINDOW_MISSING', `no window, or no rest on the screen, within ${timeoutMs} ms`);
  }

  /** Presses keys one after another, by their X names: `Tab`, `Return`, `alt+n`. */
  async key(...keys: readonly string[]): Promise<void> {
    await this.#onScreen('xdotool', ['key', '--delay', '60', ...keys]);
  }

  /** Types text as a keyboard would. */
  async type(text: string): Promise<void> {
    await this.#onScreen('xdotool', ['type', '--delay', '20', text]);
  }

  /** Clicks into the middle of a window or control. */
  async click({ left, top, width, height }: Area): Promise<void> {
    await this.#onScreen('xdotool', ['mousemove', String(left + Math.floor(width / 2)), String(top + Math.floor(height / 2)), 'click', '1']);
  }

  /** Takes a picture (PNG) of the whole screen, or of one window or control. */
  async screenshot(path: string, area?: Area): Promise<void> {
    const crop = area === undefined ? [] : ['-crop', `${area.width}x${area.height}+${area.left}+${area.top}`, '+repage'];
    const picture = join(this.#session.mailbox.folder, 'screen.png');
    await this.#onScreen('import', ['-window', 'root', ...crop, picture]);
    await copyFile(picture, path);
  }

  async #onScreen(program: string, args: readonly string[]): Promise<void> {
    await run('bwrap', boxArguments(this.#plan, [program, ...args]), { timeoutMs: limits.answerMs });
  }
}
