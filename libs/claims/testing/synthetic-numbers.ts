import { checkDigitOf } from '../src/numbers.ts';

const withCheckDigit = (payload: string): string => `${payload}${checkDigitOf(payload)}`;

/** A 事業所番号 with a right check digit. @param kind 事業所区分: `7` 指定, `A` 総合事業. @param serial 0 to 9999. */
export function syntheticOffice(serial = 1, kind = '7', prefecture = '13'): string {
  return withCheckDigit(`${prefecture}${kind}99${String(serial).padStart(4, '0')}`);
}

/** A 保険者番号 of six digits with a right check digit. @param serial 0 to 999. */
export function syntheticInsurer(serial = 1, prefecture = '13'): string {
  return withCheckDigit(`${prefecture}${String(serial).padStart(3, '0')}`);
}

/** A 被保険者番号; `H…` for 生保単独. */
export function syntheticInsured(serial: number, welfareOnly = false): string {
  return welfareOnly ? `H${String(serial).padStart(9, '0')}` : String(9_000_000_000 + serial);
}
