import type { Entry } from '@togo/transmission';
import type { Session } from '@togo/transmission/protocol';
import { formatMonth, nameDataType } from '../../messages/claim-names.ts';

/** How a facility calls one claim file: `I2104A.CSV(2021年3月サービス分)`. */
export function claimTitle({ fileName, serviceMonths }: Pick<Entry, 'fileName' | 'serviceMonths'>): string {
  return serviceMonths.length === 0 ? fileName : `${fileName}(${serviceMonths.map(formatMonth).join('、')}サービス分)`;
}

/** 事業所番号, with the name where a session tells it. */
export function nameFacility(number: string, session: Session | undefined): string {
  const name = session?.facilities.find((facility) => facility.number === number)?.name;
  return name === undefined || name === '' ? number : `${number} ${name}`;
}

/** What a claim file is, for the eyes of who confirms it: label and value. */
export function claimFacts(claim: Pick<Entry, 'facility' | 'dataType' | 'processingMonth' | 'serviceMonths' | 'records'>, session: Session | undefined): readonly (readonly [string, string])[] {
  return [
    ['事業所', nameFacility(claim.facility, session)],
    ['請求の種類', nameDataType(claim.dataType)],
    ['審査の月', formatMonth(claim.processingMonth)],
    ['サービス提供月', claim.serviceMonths.map(formatMonth).join('、')],
    ['データの件数', `${claim.records}件`],
  ];
}
