import { CodedError } from '@togo/foundation';

/** Every refusal of the publisher. */
export type PublishErrorCode =
  /** No such publication in the plan, or none that waits. */
  | 'PUBLICATION_UNKNOWN'
  /** The plan has a window and no date yet. */
  | 'DATE_NOT_FIXED'
  /** The moment has passed: nobody can approve it any more. */
  | 'DATE_PAST'
  /** It is on the origin already. */
  | 'ALREADY_PUBLISHED'
  /** Nothing is staged that could be signed. */
  | 'NOT_STAGED'
  /** Something that the approvals cover is different from what was staged. */
  | 'APPROVAL_VOID'
  /** `dist/<version>` is not there or not whole. */
  | 'DIST_MISSING'
  /** Programs that Windows would warn of, for an origin with production keys. */
  | 'DIST_DEVELOPMENT'
  /** The upgrade matrix does not speak of these bytes, or is not green. */
  | 'MATRIX_NOT_GREEN'
  /** `togo verify` says no. */
  | 'VERIFY_NOT_GREEN'
  /** A key that has no say in this role. */
  | 'WRONG_KEY'
  /** The key folder has no root, or one that is not signed as it should be. */
  | 'ROOT_UNUSABLE'
  | 'ROOT_EXPIRED'
  /** The origin belongs to other keys, or to a newer root than the key folder has. */
  | 'KEYS_MISMATCH'
  /** What lies on the origin contradicts itself. */
  | 'ORIGIN_DAMAGED'
  /** A staged file is not on the origin, or not with its bytes. */
  | 'CONTENT_MISSING'
  /** Somebody else is publishing: on this machine, or elsewhere. */
  | 'OTHER_PUBLISHER'
  | 'CLOCK_BACKWARDS'
  | 'CLOCK_AHEAD'
  /** At least one publication whose moment has come must not happen. */
  | 'PUBLICATION_REFUSED'
  | 'NOT_PUBLISHED'
  | 'NOT_WITHDRAWN'
  | 'REASON_UNUSABLE'
  /** A chosen clock is for rehearsals. */
  | 'CLOCK_NOT_CHOSEN';

export function refusal(code: PublishErrorCode, message: string, hint: string, cause?: unknown): CodedError<PublishErrorCode> {
  return new CodedError(code, message, { hint, ...(cause === undefined ? {} : { cause }) });
}
