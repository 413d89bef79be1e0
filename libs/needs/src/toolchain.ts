import { CodedError } from '@togo/foundation';
import { run } from '@togo/foundation/run';
import type { NeedsErrorCode } from './errors.ts';
import { findProgram } from './find-program.ts';
import { locateMakensis, type Makensis } from './nsis.ts';

/** The build tools of a cut and their versions, which the provenance records. */
export interface Toolchain {
  readonly makensis: Makensis;
  readonly mingw: { readonly gcc: string; readonly version: string };
}

/** @throws CodedError `NEEDS_MISSING` when called before `ensureNeeds('cut', …)`. */
export async function locateToolchain(): Promise<Toolchain> {
  const makensis = await locateMakensis();
  const gcc = await findProgram('i686-w64-mingw32-gcc');
  if (makensis === undefined || gcc === undefined) {
    throw new CodedError<NeedsErrorCode>('NEEDS_MISSING', 'makensis or the mingw compiler is missing', { hint: 'See ./togo doctor.' });
  }
  return { makensis, mingw: { gcc, version: (await run(gcc, ['-dumpfullversion'])).stdout.trim() } };
}
