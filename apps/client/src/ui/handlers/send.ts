import { canReplace, type Entry } from '@togo/transmission';
import { DeskError } from '@togo/transmission/node';
import { limits as protocol } from '@togo/transmission/protocol';
import { ClientError } from '../../client-error.ts';
import { limits } from '../../limits.ts';
import type { Notice } from '../../messages/notice.ts';
import type { Draft } from '../../sending/drafts.ts';
import { seeOther, type Answer } from '../answer.ts';
import { draftPage } from '../pages/draft.ts';
import { sendPage } from '../pages/send.ts';
import type { UploadRules } from '../read-upload.ts';
import { show, type Handler, type Visit } from '../visit.ts';

export const claimUpload: UploadRules = { filesMax: limits.filesAtOnceMax, fileMaxBytes: protocol.claimFileMaxBytes };

export const showSend: Handler = async (visit) => show(visit, sendPage({ replaces: await replacedBy(visit, visit.query.get('replaces')) }, visit.frame));

/** Checks what was chosen. The browser is led to the page of the draft, so that reloading sends nothing again. */
export const checkChosen: Handler = async (visit) => {
  const { form, service, upload } = visit;
  const replaces = await replacedBy(visit, form.get('replaces'));
  const files = upload?.files ?? [];
  const fault = files.length === 0 ? 'K-381' : upload?.hasMoreFiles === true ? 'K-382' : undefined;
  if (upload === undefined || fault !== undefined) return show(visit, sendPage({ replaces, ...(fault === undefined ? {} : { fault }) }, visit.frame), 422);
  const { id } = await service.sending.makeDraft(files, replaces?.number, upload.keep());
  return seeOther(`/send/draft?draft=${id}`);
};

export const showDraft: Handler = (visit) => showDraftOf(visit, demandDraft(visit, visit.query), false);

export const confirmDraft: Handler = async (visit) => {
  const draft = demandDraft(visit, visit.form);
  const chosen = visit.form.getAll('file').map(Number);
  try {
    const entries = await visit.service.sending.confirm(draft.id, chosen);
    return seeOther(`/outbox?added=${entries.length}`);
  } catch (error) {
    if (!(error instanceof ClientError) || error.code !== 'K-385') throw error;
    return showDraftOf(visit, draft, true);
  }
};

export const discardDraft: Handler = async ({ service, form }) => {
  await service.sending.drafts.remove(form.get('draft') ?? '');
  return seeOther('/send');
};

async function showDraftOf(visit: Visit, draft: Draft, nothingChosen: boolean): Promise<Answer> {
  const { sending } = visit.service;
  const judgements = await sending.judge(draft);
  const blocks: (Notice | undefined)[] = [];
  for (const { blocked } of judgements) blocks.push(blocked === undefined ? undefined : await visit.service.describe(blocked));
  const { session } = await sending.desk();
  return show(visit, draftPage({ draft, judgements, blocks, session, nothingChosen }, visit.frame), nothingChosen ? 422 : 200);
}

function demandDraft({ service }: Visit, fields: URLSearchParams): Draft {
  const draft = service.sending.drafts.get(fields.get('draft') ?? '');
  if (draft === undefined) throw new ClientError('K-384', 'expected a draft of this run');
  return draft;
}

/** @throws DeskError when it may not be replaced. */
async function replacedBy({ service }: Visit, number: string | null): Promise<Entry | undefined> {
  if (number === null) return undefined;
  const entry = (await service.sending.desk()).entry(number);
  if (entry === undefined) throw new DeskError('R-561', 'no such entry to replace');
  const decision = canReplace(entry);
  if (!decision.ok) throw new DeskError(decision.why, 'it may not be replaced');
  return entry;
}
