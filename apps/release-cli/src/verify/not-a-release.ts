import { CodedError } from '@togo/foundation';

/** Nothing that `togo verify` can be asked about. */
export function notARelease(path: string, why: string): CodedError {
  return new CodedError('NOT_A_RELEASE', `${path}: ${why}`, {
    hint: 'Expected dist/<version>, or an exe of it with its name, such as TogoInstaller-9.1.0.exe.',
  });
}
