import { readFile } from 'node:fs/promises';
import { CodedError, type Clock } from '@togo/foundation';
import { TrustError } from '@togo/trust';
import { verifyForeign } from '@togo/trust/node';
import { plainGetter } from './plain-getter.ts';

export interface TufQuestion {
  /** `https:`, `http:` or `file:` address of a TUF repository, which need not be ours. */
  readonly url: string;
  /** A root.json that the asker believes. */
  readonly rootFile: string;
  readonly target: string;
  readonly clock: Clock;
}

/** What `verify --tuf --json` prints: one check, its id the code of the refusal where there is one. */
export interface TufAnswer {
  readonly ok: boolean;
  readonly checks: readonly { readonly id: string; readonly ok: boolean; readonly expected: string; readonly got: string }[];
}

/**
 * Judges one target of any TUF repository as a stranger without memory.
 *
 * @throws CodedError `USAGE` when the question is none. A refusal of TUF is an answer.
 */
export async function verifyTuf({ url, rootFile, target, clock }: TufQuestion): Promise<TufAnswer> {
  if (!URL.canParse(url) || !['https:', 'http:', 'file:'].includes(new URL(url).protocol)) {
    throw new CodedError('USAGE', `--tuf: expected an address that starts with https://, http:// or file://, got ${url}`);
  }
  const root = await readFile(rootFile).catch((cause: unknown) => {
    throw new CodedError('USAGE', `--root: ${rootFile} cannot be read`, { cause, hint: 'Give the root.json of the repository that you got from its owner.' });
  });
  const expected = `${target}, signed by the roles that this root names, its bytes as signed`;
  try {
    const { bytes, algorithm, hash, versions } = await verifyForeign({ url, root, target, get: plainGetter, clock });
    const named = Object.entries(versions).map(([role, version]) => `${role} ${version}`).join(', ');
    return { ok: true, checks: [{ id: 'tuf', ok: true, expected, got: `${bytes} bytes, ${algorithm} ${hash}; metadata: ${named}` }] };
  } catch (error) {
    if (!(error instanceof TrustError)) throw error;
    return { ok: false, checks: [{ id: `tuf.${error.code}`, ok: false, expected, got: error.message }] };
  }
}
