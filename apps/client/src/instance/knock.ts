import { limits } from '../limits.ts';
import { screenUrl, ticketPath } from '../ui/addresses.ts';
import { askInstance } from './ask-instance.ts';
import type { Instance } from './instance-file.ts';

/**
 * Asks the running instance for a one-time ticket and makes the address that opens its screens.
 * Undefined when nobody answers as it would: it may be starting, stopping, or gone.
 */
export async function knock(instance: Instance): Promise<string | undefined> {
  const ticket = (await askInstance(instance, { method: 'POST', path: ticketPath, maxBytes: limits.knockMaxBytes }))?.['ticket'];
  return typeof ticket === 'string' ? screenUrl(instance.port, ticket) : undefined;
}
