import { readFileSync } from 'node:fs';

/**
 * Loaded before the client (`node --import …/shifted-clock.ts?ahead=<file>`): its clock is ahead of this machine's by as many milliseconds as the
 * file says at that moment. OpenSSL and the timers keep the machine's time.
 */
const file = new URL(import.meta.url).searchParams.get('ahead') ?? '';
const MachineDate = Date;
const now = (): number => MachineDate.now() + Number(readFileSync(file, 'utf8'));

globalThis.Date = class extends MachineDate {
  constructor(...given: [] | [number | string | Date]) {
    super(given[0] ?? now());
  }

  static override now(): number {
    return now();
  }
} as DateConstructor;
