import { classify, describeFailure, toFailure, type ConnectionCode, type Trust } from '@togo/tls-policy';
import { ConnectionError } from './connection-error.ts';
import type { Watch } from './pinned-connection.ts';

/** The code of a failed connection, and one English line for support; no secrets. */
export function nameFailure(watch: Watch, error: unknown, trust: Trust): { readonly code: ConnectionCode; readonly detail: string } {
  const failure = toFailure(watch.phase, error, watch.received(), trust);
  const code = error instanceof ConnectionError && error.code === 'PROXY_FAILED' ? 'T-116' : classify(failure);
  return { code, detail: describeFailure(failure) };
}
