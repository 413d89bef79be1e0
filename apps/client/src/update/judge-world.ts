import type { Artefact, Release, Withdrawal, World } from '@togo/trust';

/** A version that this PC can be brought to. */
export interface Offer {
  readonly version: string;
  readonly title: string;
  /** The update where its base is what is installed, else the whole installer. */
  readonly artefact: Artefact;
  /** The words about it as plain text, where they were published so. */
  readonly notes: Artefact | undefined;
}

/** What the published state means for one PC. */
export interface Outlook {
  /** Of the installed version: somebody warns of it. */
  readonly withdrawn: Withdrawal | undefined;
  readonly offer: Offer | undefined;
  /** A newer version that is published and not offered: it was withdrawn, or has no file for this PC. */
  readonly withheld: { readonly version: string; readonly why: 'withdrawn' | 'no-file' } | undefined;
}

/**
 * Decides. Pure.
 *
 * A PC that is ahead of what all facilities install is one of the pilot's: it goes on with what the pilot installs. Nothing older is ever offered.
 *
 * @param installed its version.
 */
export function judgeWorld(world: World, installed: string): Outlook {
  const { general, pilot } = world.channels;
  const isAhead = general !== undefined && compareVersions(installed, general.release.version) > 0;
  const channel = isAhead ? pilot : general;
  const withdrawn = world.withdrawalOf(installed);
  if (channel === undefined || compareVersions(channel.release.version, installed) <= 0) return { withdrawn, offer: undefined, withheld: undefined };
  const { version, title } = channel.release;
  if (channel.withdrawn !== undefined) return { withdrawn, offer: undefined, withheld: { version, why: 'withdrawn' } };
  const artefact = chooseArtefact(channel.release, installed);
  if (artefact === undefined) return { withdrawn, offer: undefined, withheld: { version, why: 'no-file' } };
  return { withdrawn, offer: { version, title, artefact, notes: plainNotes(channel.release) }, withheld: undefined };
}

/** An update leaves out the layers of its base, which are those of the installed version only where that is the base. */
function chooseArtefact({ artefacts }: Release, installed: string): Artefact | undefined {
  return artefacts.find(({ kind, base }) => kind === 'update' && base === installed) ?? artefacts.find(({ kind }) => kind === 'installer');
}

/** Text, since markup that came over a connection has no place in our pages. */
function plainNotes({ artefacts }: Release): Artefact | undefined {
  return artefacts.find(({ kind, target }) => kind === 'notes' && target.endsWith('.txt'));
}

/** Below zero when `left` is older. Versions are three numbers. */
export function compareVersions(left: string, right: string): number {
  const [a, b] = [left, right].map((version) => version.split('.').map(Number));
  const differences = [0, 1, 2].map((place) => (a?.[place] ?? 0) - (b?.[place] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}
