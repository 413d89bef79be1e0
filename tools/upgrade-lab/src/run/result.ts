import type { Persona } from '@togo/wine-lab';
import type { Difference } from '../difference.ts';

/** A sentence that did not hold. */
export interface Failure {
  readonly sentence: string;
  readonly differences: readonly Difference[];
}

/** One kill: after which step, and what the facility then found. */
export interface KillPoint {
  /** Counted from 1. */
  readonly number: number;
  /** The step as the script names it. */
  readonly step: string;
  /** What starting the client showed, where the scenario starts it. */
  readonly found: string | undefined;
  readonly failure: Failure | undefined;
}

/** One scenario on one persona. */
export interface Cell {
  readonly id: string;
  readonly what: string;
  readonly persona: Persona;
  readonly result: 'passed' | 'failed';
  readonly seconds: number;
  /** Without any kill. */
  readonly failure: Failure | undefined;
  /** Steps enumerated, each killed; undefined for a scenario without kills. */
  readonly kills: { readonly enumerated: number; readonly points: readonly KillPoint[] } | undefined;
}
