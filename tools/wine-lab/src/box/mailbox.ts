import { constants } from 'node:fs';
import { mkdir, open, readFile, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { InternalError } from '@togo/foundation';
import { run } from '@togo/foundation/run';
import { LabError } from '../errors.ts';
import { limits } from '../limits.ts';

/** The agent's refusal: a Win32 error number. */
export interface Refused {
  readonly error: number;
}

/**
 * Questions to the agent (`agent.c`) and its answers, as files in one folder; a FIFO wakes it.
 * Files, because a Windows program cannot be trusted with a pipe to us, and a half-written answer is never seen.
 */
export class Mailbox {
  readonly folder: string;
  #requests: FileHandle | undefined;
  #next = 1;

  constructor(folder: string) {
    this.folder = folder;
  }

  get fifo(): string {
    return join(this.folder, 'requests');
  }

  /** Makes the folder and opens the FIFO for both directions, so that opening never waits for the other side. */
  async open(): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await run('mkfifo', [this.fifo]);
    this.#requests = await open(this.fifo, constants.O_RDWR | constants.O_NONBLOCK);
  }

  /** @returns the id of the question and the fields of the answer, or the refusal. */
  async ask(verb: string, fields: readonly string[], signal: AbortSignal): Promise<{ id: string; answer: readonly string[] | Refused }> {
    if (this.#requests === undefined) throw new InternalError('the mailbox is not open');
    const id = String(this.#next++);
    await writeFile(join(this.folder, `${id}.request`), Buffer.from(fields.map((field) => `${field}\0`).join(''), 'utf16le'));
    await this.#requests.write(`${id} ${verb}\n`);
    const [first = '', ...rest] = await this.receive(`${id}.answer`, limits.answerMs, signal);
    await rm(join(this.folder, `${id}.request`));
    return { id, answer: first === 'ok' ? rest : { error: Number(first) } };
  }

  /** Waits for a file of the agent and takes it away. */
  async receive(name: string, timeoutMs: number, signal: AbortSignal): Promise<string[]> {
    const path = join(this.folder, name);
    for (let waited = 0; waited <= timeoutMs; waited += limits.pollMs) {
      const bytes = await readFile(path).catch(() => undefined);
      if (bytes !== undefined) {
        await rm(path);
        return bytes.toString('utf16le').split('\0').slice(0, -1);
      }
      signal.throwIfAborted();
      await sleep(limits.pollMs);
    }
    throw new LabError('LAB_TIMEOUT', `the lab waited ${timeoutMs} ms for ${name} of its agent`);
  }

  async close(): Promise<void> {
    await this.#requests?.close();
    this.#requests = undefined;
  }
}
