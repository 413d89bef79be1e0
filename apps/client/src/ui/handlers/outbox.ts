import { seeOther } from '../answer.ts';
import { outboxPage } from '../pages/outbox.ts';
import { show, type Handler } from '../visit.ts';

export const showOutbox: Handler = async (visit) => {
  const desk = await visit.service.sending.desk();
  const waiting = desk.entries().filter(({ send }) => send === 'queued' || send === 'unconfirmed');
  const added = Number(/^\d{1,3}$/.exec(visit.query.get('added') ?? '')?.[0] ?? 0);
  return show(visit, outboxPage(waiting, Math.min(added, waiting.length), desk.session, visit.frame));
};

/** Takes one out; the facility still has its file. */
export const withdraw: Handler = async ({ service, form }) => {
  await (await service.sending.desk()).withdraw(form.get('number') ?? '');
  return seeOther('/outbox');
};
