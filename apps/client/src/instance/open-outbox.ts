import { entry as entrySchema, type Entry } from '@togo/transmission';
import type { Desk, LastExchange } from '@togo/transmission/node';
import { limits } from '../limits.ts';
import { openOutboxPath } from '../ui/addresses.ts';
import { askInstance } from './ask-instance.ts';
import { readInstance } from './instance-file.ts';

/** What the running client knows of the outbox that it keeps to itself. */
export interface OpenOutbox {
  readonly lastExchange: Pick<LastExchange, 'at' | 'code'> | undefined;
  /** Newest first. */
  readonly entries: readonly Entry[];
}

/** As one JSON document, for another process of the same user. */
export function formatOpenOutbox(desk: Pick<Desk, 'lastExchange' | 'entries'>): string {
  return JSON.stringify({ formatVersion: 1, lastExchange: desk.lastExchange, entries: desk.entries() });
}

/**
 * The running client holds the file of the outbox alone, so it is the one to be asked.
 *
 * @param path of `instance.json`.
 * @returns undefined when none of this user runs, or another version does.
 */
export async function readOpenOutbox(path: string): Promise<OpenOutbox | undefined> {
  const instance = await readInstance(path);
  const told = instance === undefined ? undefined : await askInstance(instance, { method: 'GET', path: openOutboxPath, maxBytes: limits.openOutboxMaxBytes });
  if (told === undefined || !Array.isArray(told['entries'])) return undefined;
  const entries: Entry[] = [];
  for (const each of told['entries']) {
    const { data } = entrySchema.safeParse(each);
    if (data === undefined) return undefined;
    entries.push(data);
  }
  return { lastExchange: readLastExchange(told['lastExchange']), entries };
}

function readLastExchange(told: unknown): OpenOutbox['lastExchange'] {
  if (typeof told !== 'object' || told === null || !('at' in told) || !('code' in told)) return undefined;
  const { at, code } = told;
  return typeof at === 'string' && typeof code === 'string' ? { at, code } : undefined;
}
