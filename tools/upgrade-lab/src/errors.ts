import { CodedError } from '@togo/foundation';

/**
 * - `SCENARIO_INVALID`: a data file of the lab does not say what it should.
 * - `USAGE`: the command line names something that is not there.
 * - `RELEASE_NOT_INSTALLED`: a good release cannot be installed on a clean PC.
 */
export type UpgradeLabErrorCode = 'SCENARIO_INVALID' | 'USAGE' | 'RELEASE_NOT_INSTALLED';

export class UpgradeLabError extends CodedError<UpgradeLabErrorCode> {}
