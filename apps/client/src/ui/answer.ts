import type { ServerResponse } from 'node:http';
import type { Html } from '@togo/foundation/html';

/** What a handler answers. */
export interface Answer {
  readonly status: number;
  readonly type: 'html' | 'text' | 'json' | 'css' | 'svg' | 'pdf' | 'csv';
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

const contentTypes: Readonly<Record<Answer['type'], string>> = {
  html: 'text/html; charset=utf-8',
  text: 'text/plain; charset=utf-8',
  json: 'application/json; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  pdf: 'application/pdf',
  csv: 'text/csv; charset=windows-31j',
};

/** On every answer, errors included. The pages need no script, so none may run. */
const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

export function answerPage(page: Html, status = 200): Answer {
  return { status, type: 'html', body: page.text };
}

/** After a form: the browser fetches the next page, so that reloading repeats nothing. */
export function seeOther(location: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status: 303, type: 'text', body: '', headers: { Location: location, ...headers } };
}

/**
 * The headers of an answer that the browser saves as a file.
 *
 * @param plain stands for `name` in browsers that do not read RFC 6266's `filename*`.
 */
export function asDownload(plain: string, name = plain): Readonly<Record<string, string>> {
  return { 'Content-Disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}` };
}

/** @param withBody false for HEAD. */
export function sendAnswer(response: ServerResponse, answer: Answer, withBody: boolean): void {
  const body = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body;
  response.writeHead(answer.status, {
    ...securityHeaders,
    'Content-Type': contentTypes[answer.type],
    'Content-Length': body.length,
    ...answer.headers,
  });
  response.end(withBody ? body : undefined);
}
