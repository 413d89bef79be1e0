/** An answer to a request, good or hostile, built around a body that would be right. */
export interface AnswerCase {
  readonly name: string;
  /** Sent as latin1, then the connection is closed. */
  readonly text: string;
  /** Part of the detail that the client reports. */
  readonly detail: string;
}

const json = 'Content-Type: application/json\r\n';

export function withBody(body: string, type = 'application/json'): string {
  return `HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
}

export function chunked(body: string): string {
  return `HTTP/1.1 200 OK\r\n${json}Transfer-Encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
}

/** Answers that are not usable: T-114. @param body JSON that the client would accept. */
export function hostileAnswers(body: string, maxBytes: number): AnswerCase[] {
  const changed = (changes: object): string => withBody(JSON.stringify({ ...(JSON.parse(body) as object), ...changes }));
  return [
    { name: 'is garbage', text: 'garbage\r\n\r\n', detail: 'HPE_' },
    { name: 'is HTTP/0.9', text: body, detail: 'HPE_' },
    { name: 'has two lengths', text: `HTTP/1.1 200 OK\r\n${json}Content-Length: 2\r\nContent-Length: ${body.length}\r\n\r\n${body}`, detail: 'HPE_' },
    { name: 'has a negative length', text: `HTTP/1.1 200 OK\r\n${json}Content-Length: -1\r\n\r\n${body}`, detail: 'HPE_' },
    { name: 'has a length and is chunked', text: `HTTP/1.1 200 OK\r\n${json}Content-Length: ${body.length}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, detail: 'HPE_' },
    { name: 'ends lines with LF only', text: `HTTP/1.1 200 OK\n${json}Content-Length: ${body.length}\n\n${body}`, detail: 'HPE_' },
    { name: 'has a header without end', text: `HTTP/1.1 200 OK\r\nX: ${'a'.repeat(100_000)}\r\n\r\n`, detail: 'HPE_HEADER_OVERFLOW' },
    { name: 'has headers without end', text: `HTTP/1.1 200 OK\r\n${'X: a\r\n'.repeat(20_000)}\r\n`, detail: 'HPE_HEADER_OVERFLOW' },
    { name: 'ends where the connection ends', text: `HTTP/1.1 200 OK\r\n${json}\r\n${body}`, detail: 'got neither' },
    { name: 'is in HTTP/1.0 style', text: `HTTP/1.0 200 OK\r\n${json}\r\n${body}`, detail: 'got neither' },
    { name: 'leads elsewhere', text: 'HTTP/1.1 302 Found\r\nLocation: http://localhost/\r\nContent-Length: 0\r\n\r\n', detail: 'got' },
    { name: 'changes the protocol', text: 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n', detail: 'got an upgrade' },
    { name: 'is an error without a problem', text: 'HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n', detail: 'got' },
    { name: 'is a page', text: withBody(body, 'text/html'), detail: 'got text/html' },
    { name: 'declares more than the limit', text: withBody(`${' '.repeat(maxBytes)}${body}`), detail: 'got more' },
    { name: 'is no JSON', text: withBody('{"formatVersion":1'), detail: 'got something else' },
    { name: 'is no UTF-8', text: withBody(`${body.slice(0, -1)},"x":"\xff"}`), detail: 'got something else' },
    { name: 'is of another format', text: changed({ formatVersion: 2 }), detail: 'got something else' },
    { name: 'has a time without an offset', text: changed({ serverTime: '2021-04-19T10:00:42' }), detail: 'got something else' },
    { name: 'has a key that nobody knows', text: changed({ extra: 1 }), detail: 'got something else' },
  ];
}

/** Answers that end too early: T-113. */
export function brokenAnswers(body: string): Omit<AnswerCase, 'detail'>[] {
  return [
    { name: 'ends before its declared length', text: `HTTP/1.1 200 OK\r\n${json}Content-Length: ${body.length + 100}\r\n\r\n${body}` },
    { name: 'ends before its last chunk', text: chunked(body).slice(0, -'0\r\n\r\n'.length) },
    { name: 'ends in its header', text: 'HTTP/1.1 200 OK\r\nContent-' },
    { name: 'is nothing at all', text: '' },
  ];
}

/** Answers without end: T-103. `more` is sent again and again after `start`. */
export const endlessAnswers = [
  { name: 'never comes', start: '', more: '' },
  { name: 'is promised for ever', start: '', more: 'HTTP/1.1 100 Continue\r\n\r\n' },
  { name: 'comes byte by byte', start: 'HTTP/1.1 200 OK\r\nX: ', more: 'a' },
] as const;
