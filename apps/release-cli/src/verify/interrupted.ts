import { CodedError } from '@togo/foundation';

export function interrupted(): CodedError {
  return new CodedError('INTERRUPTED', 'stopped; nothing was judged');
}
