import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Clock } from '@togo/foundation';
import { limits } from './limits.ts';

/** What happened, for support. English, no secrets, no claim data. */
export interface Log {
  write(event: string, facts?: Readonly<Record<string, string | number | boolean>>): void;
}

/**
 * `client.log`: one line per event, begun anew when it is full (the full one becomes `client.log.1`).
 * Writing is synchronous, so that the last line before a crash is there; a log that cannot be written stops nothing.
 */
export function openLog(path: string, clock: Clock): Log {
  return {
    write(event, facts = {}) {
      const shown = Object.entries(facts).map(([key, value]) => `${key}=${JSON.stringify(value)}`);
      const line = [clock.now().toISOString(), event, ...shown].join(' ').replaceAll(/[\r\n]+/g, ' ').slice(0, limits.logLineMaxChars);
      try {
        makeRoom(path, line.length);
        appendFileSync(path, `${line}\n`);
      } catch {
        // A full disk or a missing right must not keep a facility from its work.
      }
    },
  };
}

function makeRoom(path: string, neededBytes: number): void {
  mkdirSync(dirname(path), { recursive: true });
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size + neededBytes > limits.logMaxBytes) renameSync(path, `${path}.1`);
}
