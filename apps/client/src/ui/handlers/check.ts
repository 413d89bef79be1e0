import { outcomeFile } from '../../check/outcome-text.ts';
import { compactJst } from '../../japanese-time.ts';
import { asDownload, seeOther, type Answer } from '../answer.ts';
import { checkPage, checkResultPage } from '../pages/check.ts';
import { show, type Handler } from '../visit.ts';

export const showCheck: Handler = async (visit) => {
  const { current } = await visit.service.reception();
  return show(visit, checkPage(current, visit.frame));
};

export const makeCheck: Handler = async ({ service }) => {
  await service.check();
  return seeOther('/check/result');
};

export const showResult: Handler = (visit) => {
  const { lastCheck } = visit.service;
  return lastCheck === undefined ? seeOther('/check') : show(visit, checkResultPage(lastCheck, visit.frame));
};

export const saveResult: Handler = ({ service: { lastCheck }, frame }): Answer => {
  if (lastCheck === undefined) return seeOther('/check');
  const stamp = `${compactJst(lastCheck.at)}.txt`;
  return { status: 200, type: 'text', body: outcomeFile(lastCheck, frame.versionText), headers: asDownload(`check-${stamp}`, `接続確認の結果-${stamp}`) };
};
