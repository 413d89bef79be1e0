import { worldOf, type PublishedDate, type Release, type Statement, type Withdrawal } from '@togo/trust';
import type { SiteWorld } from './site-world.ts';

/** What the pages need to know, decided once: no page asks the world a second time what is on offer. */
export interface View {
  readonly world: SiteWorld;
  /** Absent before the first announcement: then there is one page, with nothing on it to do. */
  readonly statement: Statement | undefined;
  /** What every facility installs now. */
  readonly offered: Release | undefined;
  /** What the chosen facilities of the pilot install now, where that is another one. */
  readonly pilot: Release | undefined;
  /** Announced, and not yet for every facility. */
  readonly upcoming: { readonly version: string; readonly general: PublishedDate | undefined } | undefined;
  /** Why there is nothing to install although there was. */
  readonly stopped: Withdrawal | undefined;
  /** In effect, the newest first. */
  readonly withdrawn: readonly Withdrawal[];
  /** Of what the release roles and the status role have said, the newest moment. */
  readonly asOf: string | undefined;
  readonly cutover: { readonly when: PublishedDate; readonly past: boolean } | undefined;
}

export function viewOf(world: SiteWorld): View {
  const { statement } = world;
  if (statement === undefined) return { world, statement, offered: undefined, pilot: undefined, upcoming: undefined, stopped: undefined, withdrawn: [], asOf: undefined, cutover: undefined };
  const known = worldOf(statement, world.withdrawals.withdrawals);
  const { general, pilot } = known.channels;
  const { version, dates } = statement;
  const isUpcoming = version !== statement.channels.general && known.withdrawalOf(version) === undefined;
  return {
    world,
    statement,
    offered: general?.withdrawn === undefined ? general?.release : undefined,
    pilot: pilot?.withdrawn === undefined && pilot?.release !== general?.release ? pilot?.release : undefined,
    upcoming: isUpcoming ? { version, general: dates.general } : undefined,
    stopped: general?.withdrawn,
    withdrawn: [...known.withdrawals].sort((a, b) => Date.parse(b.at) - Date.parse(a.at)),
    asOf: [statement.at, ...world.withdrawals.withdrawals.map(({ at }) => at)].reduce((newest, at) => (Date.parse(at) > Date.parse(newest) ? at : newest)),
    cutover: cutoverOf(statement),
  };
}

function cutoverOf({ at, cutover, dates }: Statement): View['cutover'] {
  const when = cutover ?? dates.cutover;
  return when === undefined ? undefined : { when, past: 'at' in when && Date.parse(when.at) <= Date.parse(at) };
}
