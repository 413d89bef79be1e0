import { limits } from './limits.ts';

/** Japan has one time zone, without summer time. */
const jstOffsetMs = 9 * 3_600_000;

/**
 * The 処理対象年月 (YYYYMM) of a file that is sent at this moment: the month of the claims window that is open in Japan,
 * or from its 11th day on the next one. A server gives the moment of arrival.
 */
export function processingMonthAt(now: Date): string {
  const closed = inJapan(now).getUTCDate() > limits.claimsWindowLastDay;
  return String(addMonths(calendarMonthAt(now), closed ? 1 : 0));
}

/** The month that the calendar shows in Japan, YYYYMM as a number. */
export function calendarMonthAt(now: Date): number {
  const jst = inJapan(now);
  return jst.getUTCFullYear() * 100 + jst.getUTCMonth() + 1;
}

/** A date whose UTC fields are those of the clock in Japan. */
function inJapan(now: Date): Date {
  return new Date(now.getTime() + jstOffsetMs);
}

/** @param month YYYYMM as a number. */
export function addMonths(month: number, count: number): number {
  const months = Math.floor(month / 100) * 12 + (month % 100) - 1 + count;
  return Math.floor(months / 12) * 100 + (months % 12) + 1;
}

/** `2021年4月` */
export function formatMonth(month: number): string {
  return `${Math.floor(month / 100)}年${month % 100}月`;
}

/** YYYYMM of the years 2000 to 2099 as a number, or -1: the insurance began in April 2000. */
export function readMonth(bytes: Uint8Array, from: number, to: number): number {
  if (to - from !== 6) return -1;
  const month = readNumber(bytes, from, to);
  return month >= 200_001 && month <= 209_912 && month % 100 >= 1 && month % 100 <= 12 ? month : -1;
}

/** Digits as a number, or -1 when there are none, too many, or anything else. */
export function readNumber(bytes: Uint8Array, from: number, to: number): number {
  if (to <= from || to - from > limits.numberMaxDigits) return -1;
  let number = 0;
  for (let at = from; at < to; at++) {
    const digit = (bytes[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}
