import { asDownload, seeOther } from '../answer.ts';
import { noticesPage } from '../pages/notices.ts';
import { show, type Handler } from '../visit.ts';

export const showNotices: Handler = async (visit) => {
  const desk = await visit.service.sending.desk();
  return show(visit, noticesPage(desk.notices(), desk.session, visit.frame));
};

/** Fetches one and hands it to the browser as a file. */
export const downloadNotice: Handler = async ({ service, query }) => {
  const desk = await service.sending.desk();
  if (desk.session === undefined) return seeOther('/login?next=notices');
  const { notice, bytes } = await desk.fetchNotice(query.get('id') ?? '');
  const type = notice.mediaType === 'application/pdf' ? 'pdf' : 'csv';
  return { status: 200, type, body: bytes, headers: asDownload(notice.fileName, `${notice.title}-${notice.month}.${type}`) };
};
