export { closingWarning, monthInJapan, type ClosingWarning } from './closing.ts';
export { isSkewed, serverNow, skewSeconds } from './clock-skew.ts';
export { canCancel, canConfirm, canReplace, canWithdraw, needsBytes } from './decisions.ts';
export { engineCodes, type Decision, type EngineCode } from './engine-codes.ts';
export {
  entry,
  newEntry,
  type Acceptance,
  type Arrival,
  type Cancellation,
  type ClaimSummary,
  type Confirmed,
  type Entry,
  type Refusal,
  type SendState,
} from './entry.ts';
export { planExchange, type ExchangePlan } from './plan-exchange.ts';
export { isUndecided, isWaiting, nextPollAt } from './polling.ts';
export { reduce, type OutboxEvent } from './reduce.ts';
export { isFinalForCancellation, judgeSendRefusal, type SendRefusal } from './refusals.ts';
