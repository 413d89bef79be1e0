import type { Progress } from '@togo/foundation';

/** `cut`: needed to build a release. `test`: needed in addition to prove one. `lab`: needed in addition where Windows programs run. */
export const purposes = ['cut', 'test', 'lab'] as const;
export type Purpose = (typeof purposes)[number];

/** How a need is met: Debian packages of this machine, or something unpacked into our own cache. */
export type Provider =
  { readonly kind: 'apt'; readonly packages: readonly string[] } | { readonly kind: 'private'; readonly provide: (progress: Progress) => Promise<void> };

export interface Need {
  readonly id: string;
  readonly purpose: Purpose;
  /** What it is for, in English, in a few words. */
  readonly what: string;
  /** Where it was found, in a few milliseconds; undefined when it is missing. */
  readonly probe: () => Promise<string | undefined>;
  readonly provider: Provider;
}

/** One line of `togo doctor`. */
export interface NeedState {
  readonly id: string;
  readonly purpose: Purpose;
  readonly what: string;
  readonly found: boolean;
  /** Where or which, when found. */
  readonly detail: string;
  /** What installs it, when missing. */
  readonly remedy: string;
}
