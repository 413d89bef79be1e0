import { html, type Html } from '@togo/foundation/html';
import type { Session } from '@togo/transmission/protocol';
import { formatBytes } from '../../messages/claim-names.ts';
import { describeCaution } from '../../messages/cautions.ts';
import { describeClientCode } from '../../messages/client.ts';
import type { Notice } from '../../messages/notice.ts';
import type { Draft, DraftFile } from '../../sending/drafts.ts';
import type { Judgement } from '../../sending/judge-claim.ts';
import { isSendable } from '../../sending/sending.ts';
import { tokenField, type Frame, type Page } from '../layout.ts';
import { mark } from '../marks.ts';
import { claimFacts } from './claim-facts.ts';
import { findingList } from './claim-findings.ts';
import { factList, noticeBlock } from './notice-block.ts';

export interface DraftView {
  readonly draft: Draft;
  readonly judgements: readonly Judgement[];
  /** The words of each judgement that blocks; undefined where nothing does. */
  readonly blocks: readonly (Notice | undefined)[];
  readonly session: Session | undefined;
  /** The last press of the button chose no file. */
  readonly nothingChosen: boolean;
}

/** 送信, second page: what the check said of each file, and the one question: put it into the outbox? */
export function draftPage({ draft, judgements, blocks, session, nothingChosen }: DraftView, frame: Frame): Page {
  const sendable = draft.files.map((file, position) => isSendable(file, judgements[position]));
  const good = sendable.filter(Boolean).length;
  const claims = draft.files.map((file, position) => claimSection(file, position, judgements[position], blocks[position], session, draft.files.length === 1));
  const title = good === draft.files.length ? '送信する内容を確かめてください' : good === 0 ? '送信できません' : '送信できないファイルがあります';
  return {
    title: `${title} - 送信`,
    menu: '/send',
    content: html`
${nothingChosen ? noticeBlock(describeClientCode('K-385'), [], 2) : undefined}
<h1>${title}</h1>
${good === 0 ? html`<p>次のところを直してください。何も送信していません。</p>` : html`<p>内容が正しければ、下の[送信待ちに入れる]を押してください。まだ送信しません。</p>`}
<form method="post" action="/send/confirm">${tokenField(frame)}<input type="hidden" name="draft" value="${draft.id}">
${claims}
${good === 0 ? undefined : html`<button type="submit" class="primary">送信待ちに入れる</button>`}
</form>
<form method="post" action="/send/discard">${tokenField(frame)}<input type="hidden" name="draft" value="${draft.id}">
<button type="submit" class="quiet">やめて、ファイルを選び直す</button></form>
`,
  };
}

function claimSection(file: DraftFile, position: number, judgement: Judgement | undefined, block: Notice | undefined, session: Session | undefined, isOnly: boolean): Html {
  const { fileName, bytes, verdict } = file;
  const summary = verdict?.summary ?? undefined;
  const facts = summary === undefined ? [] : claimFacts({ ...summary, facility: summary.office }, session);
  const findings = verdict?.findings ?? [];
  const cautions = (judgement?.cautions ?? []).map(describeCaution);
  return html`<div class="claim">
<h2>${fileName}</h2>
${verdict === undefined ? noticeBlock(describeClientCode('K-383'), [], 3) : undefined}
${block === undefined ? undefined : noticeBlock(block, [], 3)}
${factList([...facts, ['大きさ', formatBytes(bytes)]])}
${verdict === undefined ? undefined : checkLine(verdict.ok, findings.length)}
${findingList(findings)}
${cautions.map((caution) => html`<p class="state">${mark('warn')} <span>${caution}</span></p>`)}
${isSendable(file, judgement) ? tickBox(fileName, position, isOnly, cautions.length === 0) : undefined}
</div>`;
}

function checkLine(ok: boolean, count: number): Html {
  if (!ok) return html`<p class="state">${mark('failed')} <span><strong>このファイルは送信できません。</strong>直すところは次のとおりです。</span></p>`;
  return count === 0
    ? html`<p class="state">${mark('ok')} <span>形の上で直すところは見つかりませんでした。</span></p>`
    : html`<p class="state">${mark('warn')} <span>送信できます。ただし、確かめてほしいところがあります。</span></p>`;
}

/** One file that needs no thought is not asked for twice. */
function tickBox(fileName: string, position: number, isOnly: boolean, isCertain: boolean): Html {
  if (isOnly && isCertain) return html`<input type="hidden" name="file" value="${position}">`;
  const ticked = isCertain ? html` checked` : undefined;
  return html`<p class="check"><input type="checkbox" id="choose-${position}" name="file" value="${position}"${ticked}>
<label for="choose-${position}">${fileName} を送信待ちに入れる</label></p>`;
}
