import { untouchedPc, type Facts } from '@togo/ie-settings';
import type { IeSetup } from '../src/ie-check/ie-setup.ts';

/** Internet Explorer on a PC in the given state, whose tool can always be opened. */
export function ieSetupOf(facts: Partial<Facts> = {}): IeSetup {
  return { account: () => 'jimu', readFacts: () => Promise.resolve({ ...untouchedPc, ...facts }), openTool: () => Promise.resolve() };
}
