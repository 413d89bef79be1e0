const weekdays = ['日', '月', '火', '水', '木', '金', '土'];
/** Japan has one time zone, without summer time. */
const jstOffsetMs = 9 * 3_600_000;
const dayMs = 86_400_000;

/** A moment as a facility reads it, in Japan time: `2021年4月19日(月) 10:00`. */
export function formatJst(moment: Date): string {
  const shifted = new Date(moment.getTime() + jstOffsetMs);
  return `${formatJstDay(moment)} ${shifted.getUTCHours()}:${twoDigits(shifted.getUTCMinutes())}`;
}

/** A day as a facility reads it, in Japan time: `2021年4月19日(月)`. */
export function formatJstDay(moment: Date): string {
  const shifted = new Date(moment.getTime() + jstOffsetMs);
  return `${shifted.getUTCFullYear()}年${shifted.getUTCMonth() + 1}月${shifted.getUTCDate()}日(${weekdays[shifted.getUTCDay()] ?? ''})`;
}

/** Midnights in Japan between two moments; negative when the second is before the first. */
export function jstDaysBetween(first: Date, second: Date): number {
  const [from, to] = [first, second].map((moment) => Math.floor((moment.getTime() + jstOffsetMs) / dayMs));
  return (to ?? 0) - (from ?? 0);
}

/** For file names: `20210419-1000`, Japan time. */
export function compactJst(moment: Date): string {
  const iso = new Date(moment.getTime() + jstOffsetMs).toISOString();
  return `${iso.slice(0, 10).replaceAll('-', '')}-${iso.slice(11, 16).replace(':', '')}`;
}

/** A length of time in the largest unit that fits: `約2分`, `約3時間`, `約1日`. */
export function formatAbout(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `約${Math.max(1, minutes)}分`;
  return minutes < 48 * 60 ? `約${Math.round(minutes / 60)}時間` : `約${Math.round(minutes / 1440)}日`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
