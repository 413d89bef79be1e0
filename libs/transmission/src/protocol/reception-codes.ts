/**
 * Why the reception system refuses a request. The codes are ours: the official texts are not public.
 * A refusal of a request is no result of a claim: results come as arrival, acceptance and cancellation.
 */
export const receptionCodes = {
  'R-501': { status: 401, title: 'User ID or password is wrong' },
  'R-502': { status: 423, title: 'The account is locked after wrong passwords' },
  'R-503': { status: 403, title: 'The provisional password must be changed first' },
  'R-504': { status: 422, title: 'The new password has not the required form' },
  'R-505': { status: 401, title: 'No session, or it has ended' },
  'R-506': { status: 403, title: 'The client certificate is missing or not one for this account' },
  'R-507': { status: 403, title: 'An agent claims for this facility: the facility itself may not' },
  'R-508': { status: 403, title: 'The facility does not belong to this account' },
  'R-511': { status: 400, title: 'The transmission number is not 20 digits' },
  'R-512': { status: 409, title: 'The transmission number was used for other bytes' },
  'R-513': { status: 400, title: 'Content-Digest is missing or does not match the body' },
  'R-514': { status: 413, title: 'The claim file is too large' },
  'R-515': { status: 409, title: 'The closing time for sending has passed' },
  'R-517': { status: 409, title: 'The closing time for cancelling has passed' },
  'R-518': { status: 404, title: 'No such transmission' },
  'R-519': { status: 409, title: 'The transmission cannot be cancelled in its present state' },
  'R-521': { status: 404, title: 'No such notice document' },
  'R-531': { status: 400, title: 'The request has a wrong form' },
  'R-532': { status: 429, title: 'Asked too often' },
  'R-533': { status: 503, title: 'The reception system is not available' },
  'R-538': { status: 404, title: 'No such address' },
  'R-539': { status: 500, title: 'The reception system failed' },
} as const;

export type ReceptionCode = keyof typeof receptionCodes;

export function isReceptionCode(text: string): text is ReceptionCode {
  return Object.hasOwn(receptionCodes, text);
}
