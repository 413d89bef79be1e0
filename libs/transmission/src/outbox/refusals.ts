import type { ReceptionCode } from '../protocol/index.ts';

/** What a refusal means for the file that was being sent. */
export type SendRefusal =
  /** No repetition can cure it. */
  | 'permanent'
  /** The server did not take the file; it may be sent again when the reason is gone. */
  | 'passing'
  /** The server failed and may have taken the file all the same. */
  | 'uncertain';

const permanent: readonly ReceptionCode[] = ['R-507', 'R-508', 'R-511', 'R-512', 'R-513', 'R-514', 'R-515', 'R-531'];
const uncertain: readonly ReceptionCode[] = ['R-533', 'R-539'];

/** R-513 is permanent: TLS leaves no damage on the way, so what lies here is damaged. */
export function judgeSendRefusal(code: ReceptionCode): SendRefusal {
  if (permanent.includes(code)) return 'permanent';
  return uncertain.includes(code) ? 'uncertain' : 'passing';
}

/** Whether a request to cancel is answered for good: the claim still counts. */
export function isFinalForCancellation(code: ReceptionCode): boolean {
  return ['R-507', 'R-508', 'R-511', 'R-512', 'R-517', 'R-518', 'R-519', 'R-531'].includes(code);
}
