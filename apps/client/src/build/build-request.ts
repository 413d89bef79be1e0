import { isAbsolute } from 'node:path';
import { CodedError } from '@togo/foundation';

/** What the release pipeline asks for. */
export interface BuildRequest {
  readonly formatVersion: 1;
  readonly version: string;
  /** Absolute path of a folder that exists. */
  readonly out: string;
}

export type BuildErrorCode =
  | 'BUILD_REQUEST_INVALID'
  /** The bundle would need something that the installed client does not have. */
  | 'BUNDLE_NOT_SELF_CONTAINED';

/** @throws CodedError `BUILD_REQUEST_INVALID` with every fault. */
export function parseBuildRequest(text: string): BuildRequest {
  let request: Partial<Record<string, unknown>>;
  try {
    request = JSON.parse(text) as typeof request;
  } catch (cause) {
    throw invalid(['expected JSON'], cause);
  }
  const { formatVersion, version, out, ...others } = request;
  const faults = [
    ...(formatVersion === 1 ? [] : ['formatVersion: expected 1']),
    ...(typeof version === 'string' && /^\d+\.\d+\.\d+$/.test(version) ? [] : ['version: expected a version such as 9.1.0']),
    ...(typeof out === 'string' && isAbsolute(out) ? [] : ['out: expected an absolute path']),
    ...Object.keys(others).map((key) => `${key}: unknown key`),
  ];
  if (faults.length > 0) throw invalid(faults);
  return { formatVersion: 1, version: String(version), out: String(out) };
}

function invalid(faults: readonly string[], cause?: unknown): CodedError<BuildErrorCode> {
  return new CodedError('BUILD_REQUEST_INVALID', `build request: ${faults.join('; ')}`, { cause, hint: 'Give {formatVersion: 1, version, out}.' });
}
