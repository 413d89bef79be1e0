import * as z from 'zod/mini';
import { facilityNumber, moment, userId } from './identifiers.ts';
import { limits } from './limits.ts';

export const sessionPath = '/v1/session';
export const passwordPath = '/v1/password';

/** Any text that somebody typed: whether it is the right one is not a question of form. */
const typedPassword = z.string().check(z.minLength(1), z.maxLength(128));

/** `POST /v1/session`. `DELETE` ends the session: 204. */
export const logIn = z.strictObject({ formatVersion: z.literal(1), userId, password: typedPassword });
export type LogIn = z.infer<typeof logIn>;

/** Until when, each month, by the server's clock in Japan (+09:00). `24:00` is the end of that day. */
export const closingTime = z.strictObject({ day: z.int().check(z.minimum(1), z.maximum(28)), time: z.string().check(z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/)) });
export type ClosingTime = z.infer<typeof closingTime>;

/** 国保連合会 with its own closing times. */
export const federation = z.strictObject({
  /** Prefecture, 2 digits. */
  code: z.string().check(z.regex(/^\d{2}$/)),
  name: z.string().check(z.minLength(1), z.maxLength(64)),
  sendUntil: closingTime,
  cancelUntil: closingTime,
});
export type Federation = z.infer<typeof federation>;

/** Answer of `POST /v1/session`. The token goes into `Authorization: Bearer` of every later request; it is kept in memory only. */
export const session = z.strictObject({
  formatVersion: z.literal(1),
  token: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)),
  expiresAt: moment,
  serverTime: moment,
  userId,
  kind: z.enum(['facility', 'agent']),
  /** Those that this account may act for; `delegated`: an agent does it, the facility itself may not. */
  facilities: z
    .array(z.strictObject({ number: facilityNumber, name: z.string().check(z.maxLength(100)), delegated: z.boolean() }))
    .check(z.maxLength(limits.facilitiesPerAgent)),
  federation,
  /** 仮パスワード: until it is changed, everything but the change is refused. */
  passwordChangeRequired: z.boolean(),
});
export type Session = z.infer<typeof session>;

/** `PUT /v1/password`: 204. */
export const passwordChange = z.strictObject({ formatVersion: z.literal(1), current: typedPassword, next: typedPassword });
export type PasswordChange = z.infer<typeof passwordChange>;

/** Form of a password of one's own: 8 to 16 letters and digits, both among them. */
export function isPasswordForm(text: string): boolean {
  const { passwordMinLength: min, passwordMaxLength: max } = limits;
  return text.length >= min && text.length <= max && /^[A-Za-z0-9]+$/.test(text) && /[A-Za-z]/.test(text) && /\d/.test(text);
}
