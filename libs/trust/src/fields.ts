import * as z from 'zod/mini';

/** ISO 8601 with an offset, for example `2021-04-19T10:00:00+09:00`. */
export const moment = z.iso.datetime({ offset: true });
export const version = z.string().check(z.regex(/^(0|[1-9]\d{0,3})\.(0|[1-9]\d{0,3})\.(0|[1-9]\d{0,3})$/));
export const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));
/** Lower-case letters, digits, hyphens: fit for an address. */
export const id = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,63}$/));
/** One line of text that somebody reads. */
export const line = z.string().check(z.minLength(1), z.maxLength(500), z.regex(/^[^\p{Cc}]*$/u));
/** A name among the targets: parts that every file system and address can hold, forward slashes between them. */
export const targetName = z.string().check(z.maxLength(200), z.regex(/^(?!.*(?:^|\/)\.)[A-Za-z0-9._-]+(?:\/[A-Za-z0-9._-]+)*$/));
