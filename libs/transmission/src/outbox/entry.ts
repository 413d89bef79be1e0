import * as z from 'zod/mini';
import {
  acceptanceStates,
  arrivalStates,
  cancellationStates,
  claimFileName,
  digest,
  facilityNumber,
  intakeFinding,
  limits,
  moment,
  transmissionNumber,
  userId,
} from '../protocol/index.ts';

/** What this PC knows of the sending itself; the results of the reception system are three axes of their own. */
export const sendStates = [
  /** Confirmed by the user and durable; not sent, or the server has said that it does not have it. */
  'queued',
  /** Bytes may have left: the server is asked before anything is sent again. */
  'unconfirmed',
  /** The server has said that it holds exactly these bytes. */
  'delivered',
  /** The server refused it for a reason that no repetition can cure. */
  'refused',
  /** Taken out by the user before any byte had left. */
  'withdrawn',
] as const;

const month = z.string().check(z.regex(/^\d{4}(?:0[1-9]|1[0-2])$/));

const summaryShape = {
  dataType: z.string().check(z.minLength(1), z.maxLength(8)),
  processingMonth: month,
  serviceMonths: z.readonly(z.array(month)),
  records: z.int().check(z.minimum(0)),
};

/** Why the reception system refused the file, or the last request to cancel it. `until`: the closing time, where one decided. */
const refusal = z.readonly(z.strictObject({ code: z.string().check(z.maxLength(16)), detail: z.exactOptional(z.string()), until: z.exactOptional(moment) }));
export type Refusal = z.infer<typeof refusal>;

/** One confirmed claim file, as it is kept. Times are ISO 8601. */
export const entry = z.readonly(
  z.strictObject({
    /** 整理番号: made once, when the user confirms. */
    number: transmissionNumber,
    facility: facilityNumber,
    fileName: claimFileName,
    bytes: z.int().check(z.minimum(1), z.maximum(limits.claimFileMaxBytes)),
    /** SHA-256 of the bytes, base64. */
    digest,
    ...summaryShape,
    confirmedAt: moment,
    send: z.enum(sendStates),
    /** Present as soon as bytes may have left: when first, and in the name of which user. Only that user can ask about it. */
    sentAt: z.exactOptional(moment),
    sentBy: z.exactOptional(userId),
    /** The server's time, which decides about closing times. */
    receivedAt: z.exactOptional(moment),
    arrival: z.readonly(z.strictObject({ state: z.enum(arrivalStates), at: z.nullable(moment) })),
    acceptance: z.readonly(z.strictObject({ state: z.enum(acceptanceStates), at: z.nullable(moment) })),
    cancellation: z.readonly(
      z.strictObject({
        state: z.enum(cancellationStates),
        number: z.nullable(transmissionNumber),
        at: z.nullable(moment),
        /** The user has asked for it, and the server has not answered yet. */
        asked: z.boolean(),
      }),
    ),
    findings: z.readonly(z.array(intakeFinding)),
    refusal: z.exactOptional(refusal),
    /** The entry that this one replaces. */
    replaces: z.exactOptional(transmissionNumber),
  }),
);
export type Entry = z.infer<typeof entry>;

/** What the check of a claim file found out about it, as shown to the user who confirms it. Months are YYYYMM. */
export type ClaimSummary = Pick<Entry, keyof typeof summaryShape>;

export type SendState = (typeof sendStates)[number];
export type Arrival = (typeof arrivalStates)[number];
export type Acceptance = (typeof acceptanceStates)[number];
export type Cancellation = (typeof cancellationStates)[number];

/** What is there at the moment of confirmation. */
export type Confirmed = Pick<Entry, 'number' | 'facility' | 'fileName' | 'bytes' | 'digest' | 'confirmedAt' | 'replaces'> & ClaimSummary;

/** A new entry: durable, nothing sent, no result. */
export function newEntry(confirmed: Confirmed): Entry {
  return {
    ...confirmed,
    send: 'queued',
    arrival: { state: 'waiting', at: null },
    acceptance: { state: 'waiting', at: null },
    cancellation: { state: 'none', number: null, at: null, asked: false },
    findings: [],
  };
}
