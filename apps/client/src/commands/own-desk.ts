import { DeskError, type Desk } from '@togo/transmission/node';
import { ClientError } from '../client-error.ts';
import type { ClientService } from '../client-service.ts';
import type { OpenOutbox } from '../instance/open-outbox.ts';

/**
 * The outbox, for a command that has to change it.
 *
 * @throws ClientError `K-388` while an open window of the same user keeps it; DeskError as from its opening.
 */
export async function ownDesk(service: ClientService): Promise<Desk> {
  const found = await deskOrWindow(service);
  if ('desk' in found) return found.desk;
  throw new ClientError('K-388', 'outbox.sqlite: the open window of this user keeps it');
}

/** What is in the outbox, and who has it open. @throws DeskError as from its opening, where no window of this user tells of it. */
export async function readOutbox(service: ClientService): Promise<{ readonly outbox: OpenOutbox; readonly keeper: 'command' | 'window' }> {
  const found = await deskOrWindow(service);
  if ('window' in found) return { outbox: found.window, keeper: 'window' };
  return { outbox: { lastExchange: found.desk.lastExchange, entries: found.desk.entries() }, keeper: 'command' };
}

async function deskOrWindow(service: ClientService): Promise<{ readonly desk: Desk } | { readonly window: OpenOutbox }> {
  try {
    return { desk: await service.sending.desk() };
  } catch (error) {
    const window = error instanceof DeskError && error.code === 'R-563' ? await service.openOutbox() : undefined;
    if (window === undefined) throw error;
    return { window };
  }
}
