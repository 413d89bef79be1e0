import { CodedError } from '@togo/foundation';

/** What was read, or the message that says why it could not be: for checks, where a bad file is an answer and not an error. */
export function readOr<T>(read: () => T): T | string {
  try {
    return read();
  } catch (error) {
    if (error instanceof CodedError) return error.message;
    throw error;
  }
}
