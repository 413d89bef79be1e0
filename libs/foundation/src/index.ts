export { canonicalJson } from './canonical-json.ts';
export { fixedClock, readMoment, systemClock, type Clock } from './clock.ts';
export { CodedError, InternalError } from './errors.ts';
export { hasCode, insteadOf } from './has-code.ts';
export { silent, type Progress, type ProgressEvent } from './progress.ts';
export { sha256 } from './sha256.ts';
