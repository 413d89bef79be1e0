import fc from 'fast-check';
import type { LineFault } from './bad-line.ts';

/** What goes wrong in the life that a server begins, as in its scenario file. */
export type ServerFault = { readonly on: string; readonly nth: number; readonly do: string } & Readonly<Record<string, unknown>>;

export type Step =
  | { readonly do: 'confirm' }
  | { readonly do: 'cancel'; readonly which: number }
  | { readonly do: 'restart-client' }
  | { readonly do: 'jump-clock'; readonly hours: number }
  | { readonly do: 'exchange'; readonly line: LineFault; readonly kill: Kill | null }
  | { readonly do: 'confirm-and-kill'; readonly afterMs: number }
  | { readonly do: 'kill-server'; readonly faults: readonly ServerFault[] };

/** In the middle of an exchange. */
export interface Kill {
  readonly who: 'client' | 'server';
  readonly afterMs: number;
}

export const faultsPerLife = 4;

const afterMs = fc.integer({ min: 0, max: 120 });
// A handshake is about 3 KB down and 0.5 KB up; what follows is one to a few KB each way.
const line: fc.Arbitrary<LineFault> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<LineFault>({ kind: 'none' }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('cut' as const), direction: fc.constant('up' as const), bytes: fc.integer({ min: 0, max: 8_000 }) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('cut' as const), direction: fc.constant('down' as const), bytes: fc.integer({ min: 2_000, max: 9_000 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('slow' as const), ms: fc.integer({ min: 1, max: 30 }) }) },
);
const kill: fc.Arbitrary<Kill | null> = fc.oneof(
  { weight: 6, arbitrary: fc.constant(null) },
  { weight: 2, arbitrary: fc.record({ who: fc.constant('client' as const), afterMs }) },
  { weight: 1, arbitrary: fc.record({ who: fc.constant('server' as const), afterMs }) },
);
const serverFault: fc.Arbitrary<ServerFault> = fc
  .tuple(
    fc.constantFrom('send', 'send', 'send', 'ask', 'cancel', 'changes'),
    fc.integer({ min: 1, max: 4 }),
    fc.oneof(
      fc.constantFrom({ do: 'drop-before-body' }, { do: 'drop-after-body' }, { do: 'cut-answer' }, { do: 'duplicate-answer' }, { do: 'refuse', code: 'R-533' }, { do: 'status', status: 502 }),
      fc.record({ do: fc.constant('slow'), ms: fc.integer({ min: 1, max: 100 }) }),
      fc.record({ do: fc.constant('shift-clock'), seconds: fc.constantFrom(-86_400, -60, 60, 9 * 3_600, 7 * 86_400) }),
    ),
  )
  .map(([on, nth, fault]) => ({ on, nth, ...fault }));

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.constant<Step>({ do: 'confirm' }) },
  { weight: 9, arbitrary: fc.record({ do: fc.constant('exchange' as const), line, kill }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cancel' as const), which: fc.nat({ max: 9 }) }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'restart-client' }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('jump-clock' as const), hours: fc.integer({ min: -48, max: 48 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('confirm-and-kill' as const), afterMs: fc.integer({ min: 0, max: 10 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('kill-server' as const), faults: fc.array(serverFault, { minLength: 1, maxLength: faultsPerLife }) }) },
);

/** A day at the office, as bad as it gets. */
export const schedule: fc.Arbitrary<Step[]> = fc.array(step, { minLength: 3, maxLength: 12 });
