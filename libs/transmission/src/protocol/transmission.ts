import * as z from 'zod/mini';
import { claimFileName, digest, facilityNumber, moment, transmissionNumber } from './identifiers.ts';
import { limits } from './limits.ts';

/** `PUT`: the bytes of a claim file; `GET`: what became of it. `number` is the 整理番号. */
export const transmissionPath = (number: string): string => `/v1/transmissions/${number}`;
/** `PUT`: asks for the cancellation of the whole file. */
export const cancellationPath = (number: string): string => `/v1/transmissions/${number}/cancellation`;
/** `GET …?changedAfter=<revision>`: everything of this account that changed since. */
export const transmissionsPath = '/v1/transmissions';

/** Content-Type of a claim file. */
export const claimFileType = 'text/csv; charset=windows-31j';

/** Headers of a `PUT` of a claim file, beside Content-Length and `Content-Digest: sha-256=:…:` (RFC 9530). */
export const sendHeaders = { facility: 'togo-facility', fileName: 'togo-file-name' } as const;

/** 到達: whether the file came through whole and readable, from a known sender. */
export const arrivalStates = ['waiting', 'ok', 'error'] as const;
/** 受付: `warnings` is △: accepted, but some of it will be returned. */
export const acceptanceStates = ['waiting', 'ok', 'warnings', 'error'] as const;
/** 取消: `failed` means that the claim still counts. */
export const cancellationStates = ['none', 'requested', 'done', 'failed'] as const;

/** One fault of a claim file, told by the reception system. Line and column count from 1; 0 is the whole file, the whole line. */
export const intakeFinding = z.strictObject({
  code: z.string().check(z.regex(/^K-\d{3}$/)),
  severity: z.enum(['error', 'warning']),
  line: z.int().check(z.minimum(0)),
  column: z.int().check(z.minimum(0)),
  message: z.string().check(z.maxLength(400)),
});
export type IntakeFinding = z.infer<typeof intakeFinding>;

/** One sent file and its three results, which are independent axes. */
export const transmission = z.strictObject({
  number: transmissionNumber,
  facility: facilityNumber,
  fileName: claimFileName,
  bytes: z.int().check(z.minimum(0), z.maximum(limits.claimFileMaxBytes)),
  digest,
  /** When the last byte was there, by the server's clock: this decides about closing times. */
  receivedAt: moment,
  arrival: z.strictObject({ state: z.enum(arrivalStates), at: z.nullable(moment) }),
  acceptance: z.strictObject({ state: z.enum(acceptanceStates), at: z.nullable(moment) }),
  cancellation: z.strictObject({ state: z.enum(cancellationStates), number: z.nullable(transmissionNumber), at: z.nullable(moment) }),
  findings: z.array(intakeFinding).check(z.maxLength(limits.findingsMax)),
});
export type Transmission = z.infer<typeof transmission>;

/** Answer of `GET` and `PUT` of one transmission (200; 201 when the file was not known before) and of its cancellation. */
export const transmissionAnswer = z.strictObject({ formatVersion: z.literal(1), transmission, serverTime: moment });
export type TransmissionAnswer = z.infer<typeof transmissionAnswer>;

/** Answer of `GET /v1/transmissions`. `more`: ask again with this revision at once. */
export const transmissionsAnswer = z.strictObject({
  formatVersion: z.literal(1),
  transmissions: z.array(transmission).check(z.maxLength(limits.transmissionsPerAnswer)),
  revision: z.int().check(z.minimum(0)),
  more: z.boolean(),
  serverTime: moment,
});
export type TransmissionsAnswer = z.infer<typeof transmissionsAnswer>;

/** `PUT` of a cancellation; the same number again gets the same answer. */
export const cancellationRequest = z.strictObject({ formatVersion: z.literal(1), number: transmissionNumber });
export type CancellationRequest = z.infer<typeof cancellationRequest>;
