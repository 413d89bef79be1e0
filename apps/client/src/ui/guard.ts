import type { IncomingHttpHeaders } from 'node:http';
import { type Secrets, sameSecret } from './secrets.ts';

/** Why a request is turned away. Goes to the log. */
export type Refusal =
  | 'HOST_NOT_OURS'
  | 'FROM_ANOTHER_SITE'
  | 'ORIGIN_NOT_OURS'
  | 'NO_SESSION'
  | 'KNOCK_NOT_OURS'
  | 'FORM_TOKEN_WRONG';

/**
 * Every request must name us as its host: a name that was pointed at 127.0.0.1 (DNS rebinding) does not.
 * Browsers that tell where a request comes from (Sec-Fetch-Site) must say: from our pages, or from the user.
 */
export function guardEvery(headers: IncomingHttpHeaders, port: number): Refusal | undefined {
  if (headers.host !== `127.0.0.1:${port}`) return 'HOST_NOT_OURS';
  const from = headers['sec-fetch-site'];
  if (from !== undefined && from !== 'same-origin' && from !== 'none') return 'FROM_ANOTHER_SITE';
  return undefined;
}

/** Pages are for the browser that brought a ticket. */
export function guardPage(headers: IncomingHttpHeaders, port: number, secrets: Secrets): Refusal | undefined {
  return sameSecret(secrets.session, readCookie(headers.cookie, cookieName(port))) ? undefined : 'NO_SESSION';
}

/**
 * Before a form is read. Under `Referrer-Policy: no-referrer` browsers send `Origin: null` with a form (Fetch §3.2), so null is
 * accepted from a browser that says `Sec-Fetch-Site: same-origin`; IE 11 sends neither header. The form token decides in the end.
 */
export function guardForm(headers: IncomingHttpHeaders, port: number): Refusal | undefined {
  const { origin } = headers;
  if (origin === undefined || origin === `http://127.0.0.1:${port}`) return undefined;
  return origin === 'null' && headers['sec-fetch-site'] === 'same-origin' ? undefined : 'ORIGIN_NOT_OURS';
}

export function guardFormToken(form: URLSearchParams, secrets: Secrets): Refusal | undefined {
  return sameSecret(secrets.formToken, form.get('token') ?? undefined) ? undefined : 'FORM_TOKEN_WRONG';
}

/** A knock carries the secret of `instance.json`; no browser does. */
export function guardKnock(headers: IncomingHttpHeaders, secrets: Secrets): Refusal | undefined {
  const bearer = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
  return headers.origin === undefined && sameSecret(secrets.knock, bearer) ? undefined : 'KNOCK_NOT_OURS';
}

/** Cookies are not kept apart by port, so the name carries it. */
export function cookieName(port: number): string {
  return `kaigodenso-${port}`;
}

function readCookie(header: string | undefined, name: string): string | undefined {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}
