import type { IntakeFinding, Transmission } from '@togo/transmission/protocol';
import { resultsOf, type Course } from '../rules/results.ts';

/** A row of the table `transmissions`. */
export interface TransmissionRow {
  readonly number: string;
  readonly facility: string;
  readonly file_name: string;
  readonly bytes: number;
  readonly digest: string;
  readonly received_at: number;
  readonly month: string;
  readonly arrival: Course['arrival'];
  readonly arrival_at: number;
  readonly acceptance: Course['acceptance'];
  readonly acceptance_at: number;
  readonly findings: string;
  readonly cancellation: 'done' | 'failed' | null;
  readonly cancellation_number: string | null;
  readonly cancellation_at: number | null;
  readonly settled_at: number;
  readonly revision: number;
}

/** The findings belong to the results: they are told with the first of them. */
export function toTransmission(row: TransmissionRow): Transmission {
  const { number, facility, file_name: fileName, bytes, digest } = row;
  const results = resultsOf(courseOf(row));
  const isJudged = results.arrival.state === 'error' || results.acceptance.state !== 'waiting';
  const findings = isJudged ? (JSON.parse(row.findings) as IntakeFinding[]) : [];
  return { number, facility, fileName, bytes, digest, receivedAt: new Date(row.received_at).toISOString(), ...results, findings };
}

function courseOf(row: TransmissionRow): Course {
  const { cancellation: result, cancellation_number: number, cancellation_at: at } = row;
  return {
    arrival: row.arrival,
    arrivalAt: row.arrival_at,
    acceptance: row.acceptance,
    acceptanceAt: row.acceptance_at,
    cancellation: result === null || number === null || at === null ? null : { number, result, at },
    settledAt: row.settled_at,
  };
}
