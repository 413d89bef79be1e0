import { arrivalStates, acceptanceStates, receptionCodes, type ReceptionCode } from '@togo/transmission/protocol';
import * as z from 'zod/mini';
import { readWritten } from '../read-written.ts';

/** The requests of the protocol, by name. */
export const routeNames = ['handshake', 'log-in', 'log-out', 'password', 'send', 'ask', 'changes', 'cancel', 'notices', 'notice'] as const;
export type RouteName = (typeof routeNames)[number];

const position = z.int().check(z.minimum(1));
/** Which request: of this name, and the how-manieth of them since the server started. Without `nth`: each. */
const on = { on: z.enum(routeNames), nth: z.optional(z.union([position, z.array(position).check(z.minLength(1))])) };
const judged = <const T extends readonly string[]>(states: T) => z.optional(z.enum(states.filter((state) => state !== 'waiting') as Exclude<T[number], 'waiting'>[]));

const fault = z.discriminatedUnion('do', [
  /** The connection ends before the body is read: nothing is kept. */
  z.strictObject({ ...on, do: z.literal('drop-before-body') }),
  /** The request is carried out; the connection ends without an answer. */
  z.strictObject({ ...on, do: z.literal('drop-after-body') }),
  /** The request is carried out; the connection ends within the answer. */
  z.strictObject({ ...on, do: z.literal('cut-answer') }),
  /** The answer comes twice on the same connection. */
  z.strictObject({ ...on, do: z.literal('duplicate-answer') }),
  /** The request is carried out; the answer waits. */
  z.strictObject({ ...on, do: z.literal('slow'), ms: z.int().check(z.minimum(0), z.maximum(600_000)) }),
  /** Refused with one of our codes, not carried out. */
  z.strictObject({ ...on, do: z.literal('refuse'), code: z.enum(Object.keys(receptionCodes) as [ReceptionCode, ...ReceptionCode[]]) }),
  /** Answered as a proxy in between would, not carried out. */
  z.strictObject({ ...on, do: z.literal('status'), status: z.int().check(z.minimum(400), z.maximum(599)) }),
  /** The server's clock goes forward, or back, from now on. */
  z.strictObject({ ...on, do: z.literal('shift-clock'), seconds: z.int() }),
  /** For `send`: these results instead of those of the check. */
  z.strictObject({ ...on, do: z.literal('judge'), arrival: judged(arrivalStates), acceptance: judged(acceptanceStates) }),
  /** For `cancel`: 取消失敗. */
  z.strictObject({ ...on, do: z.literal('fail-cancellation') }),
]);
export type Fault = z.infer<typeof fault>;

/** Which TLS versions a further listener speaks, whatever the era. */
const listener = z.strictObject({
  port: z.int().check(z.minimum(0), z.maximum(65_535)),
  min: z.enum(['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3']),
  max: z.enum(['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3']),
});
export type Listener = z.infer<typeof listener>;

const scenario = z.strictObject({
  formatVersion: z.literal(1),
  /** The server's clock against the real one. */
  clockOffsetSeconds: z._default(z.int(), 0),
  listeners: z._default(z.array(listener).check(z.maxLength(8)), []),
  faults: z._default(z.array(fault).check(z.maxLength(1000)), []),
});

/** What goes wrong on purpose, and when. */
export type Scenario = z.infer<typeof scenario>;

export const noScenario: Scenario = { formatVersion: 1, clockOffsetSeconds: 0, listeners: [], faults: [] };

/** @throws CodedError `USAGE` with every fault of the form. */
export function readScenario(path: string): Promise<Scenario> {
  return readWritten('--scenario', path, scenario);
}
