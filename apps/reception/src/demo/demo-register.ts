import { encodeCp932, syntheticOffice } from '@togo/claims/testing';
import type { Register } from '../register/register.ts';

export const demoPassword = 'Kaigo2021';

const office = (serial: number, name: string): Register['facilities'][number] => ({ number: syntheticOffice(serial), name });

/** Nobody of these exists: the numbers are made up, with right check digits. */
export const demoFacilities = {
  own: office(1, '見本訪問介護事業所'),
  starting: office(2, '見本デイサービスセンター'),
  delegated: [office(11, '見本ケアプランセンター東'), office(12, '見本ケアプランセンター西'), office(13, '見本ショートステイ')],
} as const;

export const demoUsers = {
  own: `KJ13${demoFacilities.own.number}`,
  starting: `KJ13${demoFacilities.starting.number}`,
  agent: `KJ13${syntheticOffice(99)}`,
  delegated: `KJ13${demoFacilities.delegated[0].number}`,
} as const;

/** @param month of the claims window that is open, YYYYMM: the notices are about the one before. */
export function demoRegister(month: string, now: Date): Register {
  const { own, starting, delegated } = demoFacilities;
  const untilTheEnd = { day: 10, time: '24:00' };
  const notice = (id: string, facility: string, title: string, lines: readonly string[]): Register['notices'][number] => ({
    id: `demo-${month}-${id}`,
    facility,
    title,
    month,
    issuedAt: now.toISOString(),
    fileName: `${id}${month}.csv`,
    mediaType: 'text/csv; charset=windows-31j',
    base64: Buffer.from(encodeCp932(lines.map((line) => `${line}\r\n`).join(''))).toString('base64'),
  });
  const returned = ['事業所番号,事業所名,件数,理由', `${own.number},${own.name},1,ANN2 同月に同じ請求明細書を受付済み`];
  return {
    formatVersion: 1,
    federations: [{ code: '13', name: '見本国民健康保険団体連合会', sendUntil: untilTheEnd, cancelUntil: untilTheEnd }],
    facilities: [own, starting, ...delegated],
    accounts: [
      { userId: demoUsers.own, password: demoPassword, provisional: false, facility: own.number },
      { userId: demoUsers.starting, password: demoPassword, provisional: true, facility: starting.number },
      { userId: demoUsers.delegated, password: demoPassword, provisional: false, facility: delegated[0].number },
      { userId: demoUsers.agent, password: demoPassword, provisional: false, facilities: delegated.map(({ number }) => number) },
    ],
    notices: [
      notice('henrei', own.number, '返戻(保留)一覧表', returned),
      notice('shiharai', own.number, '支払決定額通知書', ['事業所番号,支払決定額', `${own.number},1234567`]),
      notice('shiharai-east', delegated[0].number, '支払決定額通知書', ['事業所番号,支払決定額', `${delegated[0].number},765432`]),
    ],
  };
}
