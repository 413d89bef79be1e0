/** Why this PC itself says no, before anything is sent. The words for a facility are in the client's catalogue. */
export const engineCodes = {
  'R-551': 'It is not at the reception system yet: there is nothing to cancel',
  'R-552': 'Its cancellation has been asked for already',
  'R-553': 'It has been cancelled already',
  'R-554': 'The reception system did not accept it: there is nothing to cancel',
  'R-555': 'The closing time for cancelling has passed',
  'R-556': 'It may be replaced only when its cancellation is done',
  'R-557': 'A file with the same bytes is in the outbox already',
  'R-558': 'It has been replaced already',
  'R-559': 'It may have left: it can no longer be taken out',
  'R-561': 'There is no such entry',
  'R-562': 'The outbox was written by a newer version of this program',
  'R-563': 'Another process is using the outbox',
  'R-564': 'The outbox cannot be read or written',
} as const;

export type EngineCode = keyof typeof engineCodes;

/** Whether something may be done, and why not. */
export type Decision = { readonly ok: true } | { readonly ok: false; readonly why: EngineCode };

export const allowed: Decision = { ok: true };

export function denied(why: EngineCode): Decision {
  return { ok: false, why };
}
