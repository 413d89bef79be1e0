import { CodedError } from '@togo/foundation';

/** Every refusal of the lab. */
export type LabErrorCode =
  | 'LAB_NOT_PROVISIONED'
  | 'LAB_BOOT_FAILED'
  | 'LAB_START_FAILED'
  | 'LAB_TIMEOUT'
  | 'LAB_BAD_PATH'
  | 'LAB_LOCK_FAILED'
  | 'LAB_HIVE_UNREADABLE'
  | 'LAB_WINDOW_MISSING'
  | 'LAB_BAD_USAGE';

export class LabError extends CodedError<LabErrorCode> {}
