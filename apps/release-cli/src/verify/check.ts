import { CodedError, InternalError } from '@togo/foundation';

/** The programs of ours that a release consists of. */
export type ProgramKind = 'installer' | 'update' | 'checker' | 'launcher';

/** Every question that `togo verify` asks. */
export type ReleaseCheckId =
  | 'release'
  | 'upgrades-from'
  | 'checksums'
  | 'layers'
  | 'runtime'
  | 'tls-pin'
  | 'trust'
  | 'update-source'
  | 'notes'
  | 'sbom'
  | 'provenance'
  | 'latest-yml'
  | 'block-map'
  | 'rebuild'
  | `authenticode.${ProgramKind}`
  | `pe.${ProgramKind}`
  | `carried.${'installer' | 'update'}`;

/** One question about a release and its answer, in English for engineers. */
export interface ReleaseCheck {
  readonly id: ReleaseCheckId;
  readonly ok: boolean;
  readonly expected: string;
  readonly got: string;
}

/** Lists in words what is not as expected. */
export type FaultFinder = () => Promise<readonly string[]> | readonly string[];

/** What a machine lacks, or somebody who stopped us, says nothing about the release. */
const notAnAnswer = ['TOOL_MISSING', 'NO_SPACE', 'NEEDS_MISSING', 'INTERRUPTED'];

/**
 * Asks one question.
 *
 * @param find what it throws over a damaged file is an answer too.
 * @param good what `got` says when nothing is wrong.
 */
export async function ask(id: ReleaseCheckId, expected: string, good: string, find: FaultFinder): Promise<ReleaseCheck> {
  const faults = await faultsOf(find);
  return { id, ok: faults.length === 0, expected, got: faults.length === 0 ? good : faults.join('; ') };
}

/** A fault in words unless the two are the same. */
export function differing(what: string, expected: unknown, got: unknown): string[] {
  const [wanted, found] = [expected, got].map((value) => (typeof value === 'string' ? value : JSON.stringify(value) ?? 'nothing'));
  return wanted === found ? [] : [`${what}: expected ${wanted}, got ${found}`];
}

async function faultsOf(find: FaultFinder): Promise<readonly string[]> {
  try {
    return await find();
  } catch (error) {
    if (error instanceof InternalError || !(error instanceof Error)) throw error;
    if (error instanceof CodedError && notAnAnswer.includes(String(error.code))) throw error;
    return [error.message.replaceAll(/\s*\n\s*/g, '; ')];
  }
}
