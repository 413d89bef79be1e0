import type { Handler } from '../visit.ts';
import { ieCheckPage, ieToolPage } from '../pages/ie-check.ts';
import { show } from '../visit.ts';

/** Reading changes nothing, so opening the page is the check, and opening it again is the next one. */
export const showIeCheck: Handler = async (visit) => show(visit, ieCheckPage(await visit.service.checkIe(), toolName(visit), visit.frame));

export const openIeTool: Handler = async (visit) => {
  await visit.service.openIeTool();
  return show(visit, ieToolPage(toolName(visit)));
};

const toolName = ({ service }: Parameters<Handler>[0]): string => service.manifest?.productNames.checker ?? 'IE設定チェックツール';
