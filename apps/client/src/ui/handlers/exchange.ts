import { isSkewed } from '@togo/transmission';
import type { Desk } from '@togo/transmission/node';
import { formatAbout } from '../../japanese-time.ts';
import { limits } from '../../limits.ts';
import { seeOther } from '../answer.ts';
import { exchangedPage, exchangingPage } from '../pages/exchange.ts';
import { show, type Handler } from '../visit.ts';

/** 送受信. Who is not logged in, or has not opened the certificate in use, comes to the log-in first. */
export const startExchange: Handler = async ({ service: { sending, certificates } }) => {
  const desk = await sending.desk();
  if (desk.session === undefined || (await certificates.isLocked())) return seeOther('/login?next=exchange');
  sending.exchange.start(desk);
  return seeOther('/exchange');
};

/** Waits a moment, so that a short one is told at once; the browser asks again by itself while it runs. */
export const showExchange: Handler = async (visit) => {
  const { sending } = visit.service;
  const desk = await sending.desk();
  await sending.exchange.wait(limits.exchangePageMs);
  const queued = desk.entries().filter(({ send }) => send === 'queued' || send === 'unconfirmed').length;
  const { isRunning, last } = sending.exchange;
  if (isRunning) {
    const answer = show(visit, exchangingPage(sending.exchange.done, queued));
    return { ...answer, headers: { Refresh: '1' } };
  }
  if (last === undefined) return seeOther('/outbox');
  const failure = last.report.ok ? undefined : await visit.service.describe(last.report.code);
  return show(visit, exchangedPage({ outcome: last, failure, queued, remarks: [...skipped(last.report.skipped.length), ...clockRemark(desk)] }, visit.frame));
};

function skipped(count: number): string[] {
  return count === 0 ? [] : [`送信待ちの${count}件は、ログインしているユーザIDのものではないため、送信していません。その事業所のユーザIDでログインしてください。`];
}

/** The reception system's clock decides about closing times. */
function clockRemark({ lastExchange }: Desk): string[] {
  if (lastExchange === undefined || !isSkewed(lastExchange.skewSeconds)) return [];
  const how = lastExchange.skewSeconds > 0 ? '遅れています' : '進んでいます';
  return [`このパソコンの時計は、電子請求受付システムの時計より${formatAbout(Math.abs(lastExchange.skewSeconds))}${how}。締切は電子請求受付システムの時計で決まります。パソコンの日付と時刻を合わせてください。`];
}
