import { formatJstDay, jstDaysBetween } from '../japanese-time.ts';
import { describeCertificateCode } from '../messages/certificates.ts';
import type { Notice } from '../messages/notice.ts';
import { limits } from '../limits.ts';
import { validityOf, type Certificate } from './certificate.ts';
import { newest } from './choose-certificate.ts';

/** Whole days by the calendar of Japan: 0 on the last day, negative afterwards. */
export function daysLeft({ until }: Certificate, now: Date): number {
  return jstDaysBetween(now, until);
}

/**
 * What the first page has to say about the certificates; undefined when there is nothing to do.
 *
 * @param inUse the one that is used now.
 */
export function certificateNotice(certificates: readonly Certificate[], inUse: Certificate | undefined, now: Date): Notice | undefined {
  if (inUse === undefined) {
    const coming = certificates.find((certificate) => validityOf(certificate, now) === 'not-yet-valid');
    if (coming !== undefined) return describeCertificateCode('C-706', { from: `(${formatJstDay(coming.from)}から)` });
    const last = newest(certificates.filter((certificate) => validityOf(certificate, now) === 'expired'));
    return last === undefined ? undefined : describeCertificateCode('C-717', { ended: `(${formatJstDay(last.until)})` });
  }
  const left = daysLeft(inUse, now);
  const hasSuccessor = certificates.some(({ from, until }) => until > inUse.until && from <= inUse.until);
  if (left > limits.certificateWarningDays || hasSuccessor) return undefined;
  return describeCertificateCode('C-716', { until: formatJstDay(inUse.until), left: left === 0 ? '今日まで' : `あと${left}日` });
}
