import { DeskError } from '@togo/transmission/node';
import { TrustError, type TrustErrorCode } from '@togo/trust';
import { ClientError } from '../client-error.ts';
import type { UpdateCode } from '../messages/update.ts';

/** Why updates could not be asked for, or a download did not come. */
export interface Trouble {
  /** U-6xx; T-1xx of the connection; S-2xx and I-48x of this PC. */
  readonly code: string;
  /** English, for support. */
  readonly detail: string;
}

/** One code for each kind of refusal. `unreachable` has the code of the connection instead. */
const codes: Readonly<Record<Exclude<TrustErrorCode, 'unreachable'>, UpdateCode>> = {
  rollback: 'U-611',
  frozen: 'U-612',
  mixed: 'U-613',
  contradiction: 'U-613',
  endless: 'U-614',
  'not-enough-signatures': 'U-615',
  'untrusted-key': 'U-615',
  'repeated-key': 'U-615',
  'small-order-key': 'U-615',
  'bad-metadata': 'U-616',
  'bad-document': 'U-616',
  'expired-root': 'U-617',
  'not-yet': 'U-618',
  'hash-mismatch': 'U-619',
  'swapped-target': 'U-619',
  'length-mismatch': 'U-619',
  'unknown-target': 'U-620',
  missing: 'U-620',
  'store-failed': 'U-621',
};

/** What is neither the origin's nor the connection's nor this PC's doing is our bug. */
export function nameTrouble(error: unknown): Trouble {
  if (error instanceof DeskError || error instanceof ClientError) return { code: error.code, detail: error.message };
  if (!(error instanceof TrustError)) return { code: 'I-499', detail: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  return { code: error.code === 'unreachable' ? connectionCode(error.cause) : codes[error.code], detail: `${error.code}: ${explain(error)}` };
}

function connectionCode(cause: unknown): string {
  if (cause instanceof DeskError || cause instanceof ClientError) return cause.code;
  return cause instanceof Error && cause.name === 'TimeoutError' ? 'T-103' : 'T-199';
}

function explain({ message, cause }: TrustError): string {
  return cause instanceof Error ? `${message}: ${cause.message}` : message;
}
