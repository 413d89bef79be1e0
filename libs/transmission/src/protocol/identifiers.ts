import * as z from 'zod/mini';

/** 整理番号: 20 digits, made by the client once for each file and for each cancellation, never used again. */
export const transmissionNumber = z.string().check(z.regex(/^\d{20}$/));

/** User ID of the internet transmission: `KJ`, prefecture (2), office number (10; its third character may be a letter). */
export const userId = z.string().check(z.regex(/^KJ\d{2}\d{2}[0-9A-HJ-NPR-Z]\d{7}$/));

/** 事業所番号. The check digit is the business of @togo/claims. */
export const facilityNumber = z.string().check(z.regex(/^\d{2}[0-9A-HJ-NPR-Z]\d{7}$/));

/** Name of a claim file: a letter first, 8 characters at most, `.CSV`. */
export const claimFileName = z.string().check(z.regex(/^[A-Za-z][A-Za-z0-9]{0,7}\.[Cc][Ss][Vv]$/));

/** ISO 8601 with an offset. */
export const moment = z.iso.datetime({ offset: true });

/** SHA-256 as in Content-Digest (RFC 9530): 32 bytes in base64. */
export const digest = z.string().check(z.regex(/^[A-Za-z0-9+/]{43}=$/));
