import { untouchedPc, type Facts, type ProxySettings } from '@togo/ie-settings';
import type { IeSetup } from '../src/ie-check/ie-setup.ts';

/** Internet Explorer on a PC in the given state, whose tool can always be opened; without a proxy, if none is given. */
export function ieSetupOf(facts: Partial<Facts> = {}, proxy: Partial<ProxySettings> = {}): IeSetup {
  return {
    account: () => 'jimu',
    readFacts: () => Promise.resolve({ ...untouchedPc, ...facts }),
    readProxy: () => Promise.resolve({ enabled: false, server: '', override: '', script: '', ...proxy }),
    openTool: () => Promise.resolve(),
  };
}
