import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheDir } from '@togo/needs';
import { scratchCheckout, type ScratchCheckout } from '@togo/workspace';

/** A checkout with this machine's tools and keys, which are no part of a build, and with nothing built yet. */
export async function freshCheckout(): Promise<ScratchCheckout> {
  const checkout = await scratchCheckout();
  for (const shared of ['tools', 'dev-keys', 'dev-publisher-keys', 'runtimes']) await cp(join(cacheDir(), shared), join(checkout.cacheDir, shared), { recursive: true });
  return checkout;
}
