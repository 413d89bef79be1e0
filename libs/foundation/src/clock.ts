/** The only way to learn the time: decisions take a Clock, so that a test can choose the moment. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** @param moment ISO 8601 with an offset, for example `2021-04-19T10:00:00+09:00`. */
export function fixedClock(moment: string): Clock {
  const time = Date.parse(moment);
  if (Number.isNaN(time)) throw new RangeError(`not a moment in time: ${moment}`);
  return { now: () => new Date(time) };
}
