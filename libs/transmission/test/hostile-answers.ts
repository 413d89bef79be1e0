import type { TLSSocket } from 'node:tls';
import type { RawAnswer } from './servers.ts';

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
    { name: 'has a header of 100 KB', text: `HTTP/1.1 200 OK\r\nX: ${'a'.repeat(100_000)}\r\n\r\n`, detail: 'HPE_HEADER_OVERFLOW' },
    { name: 'has 20,000 headers', text: `HTTP/1.1 200 OK\r\n${'X: a\r\n'.repeat(20_000)}\r\n`, detail: 'HPE_HEADER_OVERFLOW' },
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

/** Answers that a text cannot be: how each is served, and what becomes of it. */
export interface ServedAnswer {
  readonly name: string;
  readonly code: 'T-103' | 'T-113' | 'T-114';
  readonly serve: RawAnswer;
}

const begun = `HTTP/1.1 200 OK\r\n${json}Content-Length: 1000\r\n\r\n{`;

export const servedAnswers: readonly ServedAnswer[] = [
  { name: 'never comes', code: 'T-103', serve: () => undefined },
  { name: 'comes byte by byte', code: 'T-103', serve: (socket) => drip(socket, 'HTTP/1.1 200 OK\r\nX: ', 'a') },
  { name: 'is promised for ever', code: 'T-103', serve: (socket) => drip(socket, '', 'HTTP/1.1 100 Continue\r\n\r\n') },
  { name: 'is promised 20,000 times', code: 'T-103', serve: (socket) => void socket.write('HTTP/1.1 100 Continue\r\n\r\n'.repeat(20_000)) },
  { name: 'is reset in its body', code: 'T-113', serve: (socket, _first, wire) => void socket.write(begun, () => wire.resetAndDestroy()) },
  { name: 'has headers that never end', code: 'T-114', serve: (socket) => pour(socket, 'HTTP/1.1 200 OK\r\n', 'X: a\r\n'.repeat(100)) },
  { name: 'has a body that never ends', code: 'T-114', serve: (socket) => pour(socket, `HTTP/1.1 200 OK\r\n${json}Transfer-Encoding: chunked\r\n\r\n`, `400\r\n${' '.repeat(0x400)}\r\n`) },
];

/** Now and then a little more, for as long as somebody listens. */
function drip(socket: TLSSocket, start: string, more: string): void {
  socket.write(start);
  const timer = setInterval(() => socket.write(more), 20);
  socket.once('close', () => clearInterval(timer));
}

/** As much as the line takes. */
function pour(socket: TLSSocket, start: string, more: string): void {
  socket.write(start);
  const again = (): boolean => socket.writable && socket.write(more, again);
  again();
}

/** The fifteen of the security reference, and the cases above that each of them is. */
export const hostileReplies: Readonly<Record<string, string>> = {
  garbage: 'is garbage',
  '100 KB header': 'has a header of 100 KB',
  'endless headers': 'has headers that never end',
  'endless body': 'has a body that never ends',
  'short body': 'ends before its declared length',
  'RST in body': 'is reset in its body',
  silence: 'never comes',
  '1 byte/400 ms': 'comes byte by byte',
  'CL+TE': 'has a length and is chunked',
  'two CL': 'has two lengths',
  'negative CL': 'has a negative length',
  'redirect to http': 'leads elsewhere',
  'HTTP/0.9': 'is HTTP/0.9',
  '20,000 x 100-Continue': 'is promised 20,000 times',
  'read-until-close without length': 'ends where the connection ends',
};
