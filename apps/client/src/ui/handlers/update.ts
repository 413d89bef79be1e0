import { formatJst } from '../../japanese-time.ts';
import { limits } from '../../limits.ts';
import type { Notice } from '../../messages/notice.ts';
import { updateAnswerUnusable, updateConnectionTitle } from '../../messages/update.ts';
import { isClaimsWindow } from '../../update/check-moment.ts';
import type { Trouble } from '../../update/name-trouble.ts';
import { seeOther, type Answer } from '../answer.ts';
import { downloadingPage, installerOpenedPage, updatePage, updatePaths } from '../pages/update.ts';
import { show, type Handler, type Visit } from '../visit.ts';

/** Opening the page asks nobody: it shows what is known. */
export const showUpdate: Handler = async (visit) => {
  const { updates, damage, manifest, now } = visit.service;
  if (damage !== undefined) throw damage;
  const { offer } = updates.outlook ?? {};
  if (updates.download.isRunning && offer !== undefined) return await showDownload(visit, offer.version);
  const trouble = (offer === undefined ? undefined : updates.download.trouble) ?? updates.asked?.trouble;
  return show(
    visit,
    updatePage(
      {
        installed: manifest?.version ?? '',
        outlook: updates.outlook,
        asked: updates.asked,
        failure: trouble === undefined ? undefined : await describe(visit, trouble),
        details: trouble === undefined ? [] : [['コード', trouble.code], ['日時', formatJst(updates.asked?.at ?? now)], ['内容', trouble.detail]],
        notes: await updates.notes(),
        held: await updates.held(),
        nextAt: await updates.nextAt(),
        canWait: isClaimsWindow(now),
      },
      visit.frame,
    ),
  );
};

export const checkUpdate: Handler = async ({ service }) => {
  await service.updates.check();
  return seeOther(updatePaths.show);
};

export const startDownload: Handler = async ({ service }) => {
  await service.updates.startDownload();
  return seeOther(updatePaths.show);
};

export const cancelDownload: Handler = async ({ service }) => {
  await service.updates.download.cancel();
  return seeOther(updatePaths.show);
};

export const startInstaller: Handler = async (visit) => {
  const { offer } = visit.service.updates.outlook ?? {};
  await visit.service.updates.startInstaller();
  return show(visit, installerOpenedPage(offer?.version ?? ''));
};

/** Waits a moment, so that a short one is told at once. */
async function showDownload(visit: Visit, version: string): Promise<Answer> {
  const { download } = visit.service.updates;
  await download.wait(limits.updatePageMs);
  if (!download.isRunning) return seeOther(updatePaths.show);
  return { ...show(visit, downloadingPage(version, download.state, visit.frame)), headers: { Refresh: String(limits.updateRefreshSeconds) } };
}

/** The words of a connection speak of the reception system; its reasons are the same here. */
async function describe({ service }: Visit, { code }: Trouble): Promise<Notice> {
  const host = await service.updates.host();
  const notice = await service.describe(code, undefined, host);
  if (!code.startsWith('T-')) return notice;
  return {
    ...notice,
    title: updateConnectionTitle,
    explanation: code === 'T-114' ? updateAnswerUnusable.replace('{host}', host) : notice.explanation,
    next: nextSteps[code] ?? nextSteps['others'] ?? '',
  };
}

const tellSupport = 'サポート窓口へお知らせください。';
const nextSteps: Readonly<Record<string, string>> = {
  'T-101': `ほかのホームページを開けるか確かめてから、[更新を確認する]を押してください。続くときは、${tellSupport}`,
  'T-106': `最近セキュリティソフトや回線の機器を変えたときは、その担当の方に「通信の検査」の設定をご相談ください。心当たりがないときは、${tellSupport}`,
  'T-108': `パソコンの日付と時刻を確かめてください。違うときは、直してから[更新を確認する]を押してください。正しいときは、${tellSupport}`,
  'T-116': `事業所の回線や機器の担当の方に、接続先への通信を通すようご相談ください。担当の方がいないときは、${tellSupport}`,
  others: `時間をおいて[更新を確認する]を押してください。請求情報の送信には関係しません。続くときは、${tellSupport}`,
};
