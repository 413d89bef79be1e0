import { describeClientCode } from '../../messages/client.ts';
import { isUnsent } from '../../ver8/parse-records.ts';
import { seeOther } from '../answer.ts';
import { noticePage } from '../pages/plain.ts';
import { ver8RecordsPage } from '../pages/ver8-records.ts';
import { pageOf } from '../paging.ts';
import { show, type Handler } from '../visit.ts';

export const showVer8Records: Handler = async (visit) => {
  const found = await visit.service.ver8.records();
  if (found === undefined) return show(visit, noticePage(describeClientCode('I-492')), 404);
  const { records, brokenLines } = found;
  const unsent = records.filter(isUnsent).length;
  return show(visit, ver8RecordsPage({ ...pageOf(records.toReversed(), visit.query), count: records.length, unsent, brokenLines }));
};

export const confirmVer8News: Handler = async ({ service }) => {
  await service.ver8.confirmNews();
  return seeOther('/settings');
};
