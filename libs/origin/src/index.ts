export { directoryOrigin } from './directory/directory-origin.ts';
export { OriginError, type OriginErrorCode } from './errors.ts';
export { originLimits, s3Timing, type S3Timing } from './limits.ts';
export { openOrigin } from './open-origin.ts';
export type { Content, ImmutableHeaders, Origin, PointerHeaders, Stored } from './origin.ts';
export { s3Origin } from './s3/s3-origin.ts';
export type { S3Credentials, S3Place } from './s3/client.ts';
