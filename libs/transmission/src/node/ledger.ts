import { isDeepStrictEqual } from 'node:util';
import { needsBytes, reduce, type Entry, type OutboxEvent } from '../outbox/index.ts';
import { DeskError } from './desk-error.ts';
import type { Spool } from './spool/spool.ts';

export interface Change {
  readonly number: string;
  readonly event: OutboxEvent;
}

/** All entries, in memory as they are on the disk: every change is durable before anybody sees it. */
export class Ledger {
  readonly #spool: Spool;
  readonly #entries: Map<string, Entry>;

  constructor(spool: Spool) {
    this.#spool = spool;
    this.#entries = new Map(spool.entries().map((entry) => [entry.number, entry]));
  }

  /** Oldest first. */
  entries(): Entry[] {
    return [...this.#entries.values()];
  }

  find(number: string): Entry | undefined {
    return this.#entries.get(number);
  }

  /** @throws DeskError R-561 */
  get(number: string): Entry {
    const entry = this.#entries.get(number);
    if (entry === undefined) throw new DeskError('R-561', `there is no entry ${number}`);
    return entry;
  }

  add(entry: Entry): void {
    this.#spool.add(entry);
    this.#entries.set(entry.number, entry);
  }

  /** @returns whether the entry is another one now. */
  apply(number: string, event: OutboxEvent): boolean {
    return this.applyAll([{ number, event }]).length > 0;
  }

  /** All of them or, after a crash, none: one wait for the disk instead of several. @returns numbers of the entries that are others now. */
  applyAll(changes: readonly Change[]): string[] {
    const next = new Map<string, Entry>();
    for (const { number, event } of changes) next.set(number, reduce(next.get(number) ?? this.get(number), event));
    const changed = [...next.values()].filter((entry) => !isDeepStrictEqual(entry, this.get(entry.number)));
    if (changed.length > 0) this.#spool.update(changed.map((entry) => ({ entry, keepBytes: needsBytes(entry) })));
    for (const entry of changed) this.#entries.set(entry.number, entry);
    return changed.map(({ number }) => number);
  }
}
