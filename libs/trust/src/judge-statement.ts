import { TrustError } from './errors.ts';
import { trustLimits, type TrustLimits } from './limits.ts';
import type { Statement } from './statement.ts';

export interface StatementContext {
  /** The newest one that was accepted before. */
  readonly before: Statement | undefined;
  readonly now: Date;
  /** What the targets metadata itself says of a file. */
  readonly signedFile: (target: string) => { readonly sha256: string; readonly bytes: number } | undefined;
  readonly limits?: TrustLimits;
}

/**
 * Three questions to a statement whose signatures hold: TUF knows neither a moment of publication nor what our statement counts.
 *
 * @throws TrustError `rollback`, `not-yet`, `contradiction`.
 */
export function judgeStatement(statement: Statement, { before, now, signedFile, limits = trustLimits }: StatementContext): void {
  if (before !== undefined && statement.sequence < before.sequence) {
    throw new TrustError('rollback', `statement.json: expected sequence ${before.sequence} or higher, got ${statement.sequence}`);
  }
  if (Date.parse(statement.at) > now.getTime() + limits.clockSkewMs) {
    throw new TrustError('not-yet', `statement.json: expected a publication until ${now.toISOString()}, got one for ${statement.at}`, {
      hint: 'Look at the clock of this machine.',
    });
  }
  for (const { target, sha256, bytes } of statement.releases.flatMap(({ artefacts }) => artefacts)) {
    const signed = signedFile(target);
    if (signed?.sha256 === sha256 && signed.bytes === bytes) continue;
    const got = signed === undefined ? 'nothing' : `${signed.bytes} bytes, SHA-256 ${signed.sha256}`;
    throw new TrustError('contradiction', `${target}: the statement says ${bytes} bytes, SHA-256 ${sha256}; the targets metadata says ${got}`);
  }
}
