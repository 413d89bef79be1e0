import type { Persona } from '@togo/wine-lab';
import type { Difference } from '../difference.ts';

/** A sentence that did not hold. */
export interface Failure {
  readonly sentence: string;
  readonly differences: readonly Difference[];
}

/** Where a sentence that is tried again can be disturbed. */
export interface Point {
  /** What the sentence understands, from 1; nothing else has to. */
  readonly at: number;
  /** The step after which the process is killed, as the script names it; or how much room the disk has. */
  readonly what: string;
}

/** One disturbance: where, and what the facility then found. */
export interface Trial {
  readonly point: Point;
  /** What starting the client showed, where the scenario starts it. */
  readonly found: string | undefined;
  readonly failure: Failure | undefined;
}

export interface Trials {
  readonly by: 'kill' | 'full disk';
  readonly enumerated: number;
  readonly points: readonly Trial[];
}

/** One scenario on one persona. */
export interface Cell {
  readonly id: string;
  readonly what: string;
  readonly persona: Persona;
  readonly result: 'passed' | 'failed';
  readonly seconds: number;
  /** Without any disturbance. */
  readonly failure: Failure | undefined;
  /** Points enumerated, each tried; undefined for a scenario in which nothing is tried again. */
  readonly trials: Trials | undefined;
}
