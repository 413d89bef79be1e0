import type { Clock, Progress } from '@togo/foundation';
import type { Origin } from '@togo/origin';
import type { Keyring } from './keyring.ts';
import type { PublicationPlace } from './place.ts';
import type { SitePrograms } from './site-programs.ts';

/** Everything that a command of the publisher works with. Tests and rehearsals bring their own clock, origin and keys. */
export interface Publisher extends PublicationPlace {
  readonly origin: Origin;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly site: SitePrograms;
  readonly progress: Progress;
}
