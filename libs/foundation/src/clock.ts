/** The only way to learn the time: decisions take a Clock, so that a test can choose the moment. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/**
 * @param moment as `readMoment` reads it.
 * @throws RangeError when it is none.
 */
export function fixedClock(moment: string): Clock {
  const time = readMoment(moment);
  if (time === undefined) throw new RangeError(`not a moment in time: ${moment}`);
  return { now: () => new Date(time) };
}

const momentForm = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/;

/** Reads ISO 8601 with an offset, for example `2021-04-19T10:00:00+09:00`. A day or an hour that there is not, and a time without its offset: undefined. */
export function readMoment(text: string): Date | undefined {
  const [, wall] = momentForm.exec(text) ?? [];
  const moment = new Date(text);
  if (wall === undefined || Number.isNaN(moment.getTime())) return undefined;
  // Date takes 30 February for 2 March, and 24:00 for the next day.
  return new Date(`${wall}Z`).toISOString().startsWith(wall) ? moment : undefined;
}
