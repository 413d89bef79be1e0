import * as z from 'zod/mini';
import { digest, facilityNumber, moment } from './identifiers.ts';
import { limits } from './limits.ts';

export const noticesPath = '/v1/notices';
/** `GET`: the bytes, with Content-Digest. */
export const noticeContentPath = (id: string): string => `/v1/notices/${id}/content`;

/** 通知文書: pulled by the facility, never pushed. */
export const notice = z.strictObject({
  id: z.string().check(z.regex(/^[a-z0-9-]{1,64}$/)),
  facility: facilityNumber,
  /** Kind as a facility knows it: 返戻(保留)一覧表, 支払決定額通知書, … */
  title: z.string().check(z.minLength(1), z.maxLength(100)),
  /** Month of the 審査, YYYYMM. */
  month: z.string().check(z.regex(/^\d{6}$/)),
  issuedAt: moment,
  fileName: z.string().check(z.regex(/^[A-Za-z0-9_-]{1,40}\.(?:pdf|csv)$/)),
  mediaType: z.enum(['application/pdf', 'text/csv; charset=windows-31j']),
  bytes: z.int().check(z.minimum(0), z.maximum(limits.noticeMaxBytes)),
  digest,
});
export type Notice = z.infer<typeof notice>;

export const noticesAnswer = z.strictObject({ formatVersion: z.literal(1), notices: z.array(notice).check(z.maxLength(1000)) });
export type NoticesAnswer = z.infer<typeof noticesAnswer>;
