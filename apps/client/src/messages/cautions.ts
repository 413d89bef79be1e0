import type { Caution } from '../sending/judge-claim.ts';
import { formatMonth } from './claim-names.ts';

/** What the clerk should look at before a claim file goes into the outbox. */
export function describeCaution(caution: Caution): string {
  switch (caution.kind) {
    case 'other-office':
      return `事業所番号(${caution.office})が、前にログインしたユーザIDの事業所番号と違います。代理人として送信するときだけ、このまま進めてください。`;
    case 'same-month':
      return `${formatMonth(caution.serviceMonth)}サービス分の同じ種類の請求情報が、すでに送信待ちか送信結果にあります。同じ請求を2回送信すると返戻になります。月遅れなどの追加のときだけ、このまま進めてください。差し替えるときは、先に前のものを取り消してください。`;
  }
}
