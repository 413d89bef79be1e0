import { CodedError } from '@togo/foundation';
import type { ClientCode } from './messages/notice.ts';

/** A refusal that a facility is told about by its code. The message is English, for the log and for support. */
export class ClientError extends CodedError<ClientCode> {}
