import { timestampPath, type Sight } from './look.ts';

/** Names in one line of a fault; the report is for reading. */
const namesShown = 6;

/** What can be seen now and could not be seen before, or otherwise. Timestamp and snapshot are signed again from time to time, which says nothing new. */
export function differences(before: Sight, now: Sight): string[] {
  const known = (path: string): boolean => path !== timestampPath && !/^metadata\/\d+\.snapshot\.json$/.test(path);
  const added = [...now.answers.keys()].filter((path) => known(path) && !before.answers.has(path));
  const changed = [...now.answers].filter(([path, hash]) => known(path) && before.answers.has(path) && before.answers.get(path) !== hash).map(([path]) => path);
  const gone = [...before.answers.keys()].filter((path) => known(path) && !now.answers.has(path));
  const [was, is] = [before.statement?.sequence ?? 0, now.statement?.sequence ?? 0];
  return [
    ...(was === is || now.trouble !== undefined ? [] : [`clients see publication ${is} instead of ${was}`]),
    ...(now.trouble === before.trouble || now.trouble === undefined ? [] : [`clients refuse what they see: ${now.trouble}`]),
    ...named('can be fetched', added),
    ...named('has other bytes', changed),
    ...named('is gone', gone),
  ];
}

function named(what: string, paths: readonly string[]): string[] {
  if (paths.length === 0) return [];
  const others = paths.length - namesShown;
  return [`${what}: ${paths.slice(0, namesShown).map((path) => `/${path}`).join(', ')}${others > 0 ? ` and ${others} more` : ''}`];
}
