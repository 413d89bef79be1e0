import { formatContentDigest, noticeContentPath, noticesPath, type NoticesAnswer } from '@togo/transmission/protocol';
import { demandClaimant } from './actor.ts';
import type { App, Context } from './context.ts';
import { Refusal } from './refusal.ts';

/** 通知文書, for the facilities of the account and nobody else. */
export function noticeRoutes(app: App, context: Context): void {
  app.get(noticesPath, { config: { routeName: 'notices' } }, (request): NoticesAnswer => {
    const { account } = demandClaimant(context, request);
    return { formatVersion: 1, notices: context.store.notices.list(account.facilities.map(({ number }) => number)) };
  });

  app.get(noticeContentPath(':id'), { config: { routeName: 'notice' } }, (request, reply) => {
    const { account } = demandClaimant(context, request);
    const found = context.store.notices.find((request.params as { id: string }).id);
    if (found === undefined || !account.facilities.some(({ number }) => number === found.notice.facility)) throw new Refusal('R-521');
    return reply.type(found.notice.mediaType).header('content-digest', formatContentDigest(found.notice.digest)).send(Buffer.from(found.content));
  });
}
