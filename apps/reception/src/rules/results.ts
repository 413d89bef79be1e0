import type { Transmission } from '@togo/transmission/protocol';

/** What will become of a transmission, and when (ms since 1970). */
export interface Course {
  readonly arrival: 'ok' | 'error';
  readonly arrivalAt: number;
  readonly acceptance: 'ok' | 'warnings' | 'error';
  readonly acceptanceAt: number;
  readonly cancellation: { readonly number: string; readonly result: 'done' | 'failed'; readonly at: number } | null;
  /** How far it has been told. */
  readonly settledAt: number;
}

export type Results = Pick<Transmission, 'arrival' | 'acceptance' | 'cancellation'>;

/** The three results as they have been told so far; a moment that lies ahead is still waited for. */
export function resultsOf(course: Course): Results {
  const { arrival, arrivalAt, acceptance, acceptanceAt, cancellation, settledAt } = course;
  const told = (at: number): boolean => at <= settledAt;
  return {
    arrival: told(arrivalAt) ? { state: arrival, at: iso(arrivalAt) } : { state: 'waiting', at: null },
    acceptance: told(acceptanceAt) ? { state: acceptance, at: iso(acceptanceAt) } : { state: 'waiting', at: null },
    cancellation: cancellationOf(cancellation, told),
  };
}

function cancellationOf(cancellation: Course['cancellation'], told: (at: number) => boolean): Results['cancellation'] {
  if (cancellation === null) return { state: 'none', number: null, at: null };
  const { number, result, at } = cancellation;
  return told(at) ? { state: result, number, at: iso(at) } : { state: 'requested', number, at: null };
}

/** A claim that was refused has nothing to cancel; one request at a time; what is cancelled stays so. */
export function canCancel({ arrival, acceptance, cancellation }: Results): boolean {
  return arrival.state !== 'error' && acceptance.state !== 'error' && (cancellation.state === 'none' || cancellation.state === 'failed');
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
