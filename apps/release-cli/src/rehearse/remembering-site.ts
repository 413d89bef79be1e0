import { canonicalJson } from '@togo/foundation';
import type { SitePrograms } from '../publish/site-programs.ts';

/** The site's programs, run once for each request: they are pure, and a rehearsal asks them the same for each of its days. */
export function rememberingSite(programs: SitePrograms): SitePrograms {
  const known = new Map<string, Promise<unknown>>();
  const once = <T>(key: string, act: () => Promise<T>): Promise<T> => {
    const answer = known.get(key) ?? act();
    known.set(key, answer);
    return answer as Promise<T>;
  };
  return {
    render: (world) => once(`render ${canonicalJson(world)}`, () => programs.render(world)),
    announce: (request) => once(`announce ${canonicalJson(request)}`, () => programs.announce(request)),
  };
}
