import type { FastifyRequest } from 'fastify';
import type { Judgement } from '../claim-judgement.ts';
import type { Fault, RouteName } from './scenario.ts';

type Kind = Fault['do'];
type FaultOf<K extends Kind> = Extract<Fault, { do: K }>;

/** Which faults strike which request. It only says so; hooks and routes carry them out. */
export interface Faults {
  /** To be called once for each request, in the order of their coming. */
  meet(request: FastifyRequest, route: RouteName): void;
  /** The fault of this kind that strikes the request; the first one if there are several. */
  of<K extends Kind>(request: FastifyRequest, kind: K): FaultOf<K> | undefined;
  judge(request: FastifyRequest, judgement: Judgement): Judgement;
  failsCancellation(request: FastifyRequest): boolean;
}

export function planFaults(faults: readonly Fault[]): Faults {
  const counts = new Map<RouteName, number>();
  const struck = new WeakMap<FastifyRequest, readonly Fault[]>();
  const of = <K extends Kind>(request: FastifyRequest, kind: K): FaultOf<K> | undefined =>
    struck.get(request)?.find((fault): fault is FaultOf<K> => fault.do === kind);
  return {
    meet: (request, route) => {
      const count = (counts.get(route) ?? 0) + 1;
      counts.set(route, count);
      struck.set(
        request,
        faults.filter(({ on, nth }) => on === route && (nth === undefined || [nth].flat().includes(count))),
      );
    },
    of,
    judge: (request, { arrival, acceptance, findings }) => {
      const fault = of(request, 'judge');
      return { arrival: fault?.arrival ?? arrival, acceptance: fault?.acceptance ?? acceptance, findings };
    },
    failsCancellation: (request) => of(request, 'fail-cancellation') !== undefined,
  };
}
