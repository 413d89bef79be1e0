import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Entry } from '@togo/transmission';
import type { ExchangeReport, Target } from '@togo/transmission/node';

/** What the desk in the other process is asked to do. */
export type DeskOrder =
  | { readonly do: 'open'; readonly folder: string; readonly connection: Target }
  | { readonly do: 'set-clock'; readonly offsetMs: number }
  | { readonly do: 'log-in'; readonly userId: string; readonly password: string }
  | { readonly do: 'confirm'; readonly base64: string; readonly fileName: string; readonly facility: string }
  | { readonly do: 'exchange' }
  | { readonly do: 'cancel'; readonly number: string }
  | { readonly do: 'entries' };

export interface DeskAnswers {
  readonly open: null;
  readonly 'set-clock': null;
  readonly 'log-in': string | null;
  readonly confirm: Entry;
  /** A code alone stands for a refusal. */
  readonly exchange: ExchangeReport | string;
  readonly cancel: Entry | string;
  readonly entries: readonly Entry[];
}

/** What a killed process leaves unanswered. */
export const unanswered = Symbol('unanswered');

/** A real desk in a process of its own, which can be killed like any other. */
export class DeskProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<typeof unanswered>;

  constructor() {
    this.#child = fork(join(import.meta.dirname, 'desk-child.ts'), { execArgv: ['--disable-warning=ExperimentalWarning'], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.#ended = once(this.#child, 'exit').then(() => unanswered);
  }

  /** @throws Error with what went wrong there. */
  async ask<O extends DeskOrder>(order: O): Promise<DeskAnswers[O['do']] | typeof unanswered> {
    const answered = once(this.#child, 'message').then(([message]) => message as { readonly answer: DeskAnswers[O['do']] } | { readonly error: string });
    if (this.#child.connected) this.#child.send(order);
    const first = await Promise.race([answered, this.#ended]);
    if (first === unanswered) return unanswered;
    const message = first;
    if ('error' in message) throw new Error(`${order.do}: ${message.error}`);
    return message.answer;
  }

  /** As the power would: nothing is asked, nothing is finished. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }
}
