import { CodedError } from '@togo/foundation';
import type { NeedsErrorCode } from './errors.ts';
import type { Need } from './need.ts';
import { asRoot, type Rights } from './rights.ts';

/** What matters of this machine for installing packages. */
export interface AptFacts {
  readonly hasApt: boolean;
  /** Whether its package lists name every package that is missing. */
  readonly allKnown: boolean;
  readonly rights: Rights;
}

const update = ['apt-get', 'update', '-q'];

/** Packages for missing needs, each once, in order. */
export function aptPackages(missing: readonly Need[]): string[] {
  return [...new Set(missing.flatMap(({ provider }) => (provider.kind === 'apt' ? provider.packages : [])))];
}

/**
 * The commands that install the packages in one go, the user's rights considered. The package lists are read anew only where they must be.
 *
 * @throws CodedError `NEEDS_MISSING` with the commands for somebody who may.
 */
export function planApt(packages: readonly string[], { hasApt, allKnown, rights }: AptFacts): string[][] {
  if (packages.length === 0) return [];
  if (!hasApt) {
    throw new CodedError<NeedsErrorCode>('NEEDS_MISSING', `this machine lacks what these Debian packages hold: ${packages.join(', ')}`, {
      hint: "Install the same programs with this system's own package manager, then run the same command again.",
    });
  }
  const commands = [...(allKnown ? [] : [update]), ['apt-get', 'install', '-y', '-q', '--no-install-recommends', ...packages]];
  if (rights === 'none') {
    const lines = commands.map((command) => `  sudo ${command.join(' ')}`).join('\n');
    throw new CodedError<NeedsErrorCode>(
      'NEEDS_MISSING',
      `${packages.length} Debian packages are missing. Run these commands, then the same one again:\n${lines}`,
    );
  }
  return commands.map((command) => asRoot(command, rights));
}

export function remedyFor({ id, provider }: Need): string {
  return provider.kind === 'apt'
    ? `sudo apt-get install -y --no-install-recommends ${provider.packages.join(' ')}`
    : `./togo provides ${id} by itself (Debian packages unpacked into its cache)`;
}
