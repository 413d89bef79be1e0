import type { Address } from '../address.ts';
import type { IeSetup } from '../ie-check/ie-setup.ts';
import type { ProxyChoice } from '../settings/settings.ts';
import { decideProxy, type ProxyDecision } from './decide-proxy.ts';

/** Asks Windows only where its answer counts. @throws ClientError `S-267`, `S-268`, `S-269` */
export async function findProxy(choice: ProxyChoice, to: Address, ie: Pick<IeSetup, 'readProxy'>): Promise<ProxyDecision> {
  return decideProxy(choice, choice.use === 'ie' ? await ie.readProxy() : undefined, to);
}

/** As a target of a connection has it. */
export function proxyPart(decision: ProxyDecision): { readonly proxy?: Address } {
  return decision.kind === 'proxy' ? { proxy: decision.proxy } : {};
}
