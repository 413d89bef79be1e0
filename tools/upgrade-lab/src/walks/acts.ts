import * as fc from 'fast-check';
import { limits } from '../limits.ts';
import { losses, versions, type Loss, type Version } from './pc-model.ts';

/** One thing that somebody does to a PC. */
export type Act =
  | { readonly do: 'install' | 'install while the client runs'; readonly release: Version }
  | { readonly do: 'install a broken one' | 'update' | 'go back' | 'uninstall' | 'uninstall with all data' }
  | { readonly do: 'lose'; readonly what: Loss }
  | { readonly do: 'damage'; readonly release: Version }
  | { readonly do: 'kill an installation'; readonly release: Version; readonly step: number }
  | { readonly do: 'kill the way back' | 'kill an uninstallation'; readonly step: number };

/** Where a walk begins, and what is done; an act that cannot be done where it comes is left out. */
export interface Walk {
  readonly start: Version | undefined;
  readonly acts: readonly Act[];
}

const release = fc.constantFrom(...versions);
const step = fc.integer({ min: 1, max: limits.walkKillStep });
/** All of them have more steps than this. */
const earlyStep = fc.integer({ min: 1, max: limits.walkEarlyStep });

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('install'), release }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('kill an installation'), release, step }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constantFrom('go back', 'go back', 'install a broken one', 'update', 'uninstall', 'uninstall with all data') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('install while the client runs'), release }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('lose'), what: fc.constantFrom(...losses) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('damage'), release }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('kill the way back', 'kill an uninstallation'), step: earlyStep }) },
);

export const walks: fc.Arbitrary<Walk> = fc.record({
  start: fc.option(release, { nil: undefined, freq: 4 }),
  acts: fc.array(act, { minLength: 1, maxLength: 2 * limits.walkActs, size: 'max' }),
});
