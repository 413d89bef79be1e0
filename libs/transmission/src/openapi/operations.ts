import {
  cancellationPath,
  handshakePath,
  noticeContentPath,
  noticesPath,
  passwordPath,
  sendHeaders,
  sessionPath,
  transmissionPath,
  transmissionsPath,
  type ReceptionCode,
} from '../protocol/index.ts';
import type { SchemaName } from './schemas.ts';

/** One operation of the protocol, as its description needs it. */
export interface Operation {
  readonly path: string;
  readonly method: 'get' | 'put' | 'post' | 'delete';
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  /** Answered without a session. */
  readonly isOpen?: boolean;
  readonly query?: readonly Parameter[];
  readonly headers?: readonly Parameter[];
  readonly request?: Body;
  readonly answers: Readonly<Record<string, Answer>>;
  readonly refusals: readonly ReceptionCode[];
}

export interface Parameter {
  readonly name: string;
  readonly description: string;
  readonly schema: object;
  readonly required: boolean;
}

/** JSON of a named form, or the bytes of a file. */
export type Body = SchemaName | 'claim file' | 'notice document';

export interface Answer {
  readonly description: string;
  readonly body?: Body;
}

const ofSession = ['R-505', 'R-506'] as const;
/** What everything that is about claims may be answered with. */
const ofClaims = [...ofSession, 'R-503', 'R-507', 'R-532', 'R-533'] as const;
const contentDigest: Parameter = {
  name: 'Content-Digest',
  description: 'RFC 9530: `sha-256=:` the SHA-256 of the body in base64 `:`. Other algorithms may stand beside it.',
  schema: { type: 'string', pattern: '(?:^|,)\\s*sha-256=:[A-Za-z0-9+/]{43}=:\\s*(?:,|$)' },
  required: true,
};

export const operations: readonly Operation[] = [
  {
    path: handshakePath,
    method: 'get',
    id: 'handshake',
    summary: 'What the server saw of this connection',
    isOpen: true,
    answers: { 200: { description: 'Negotiated TLS version and cipher, and the era', body: 'Handshake' } },
    refusals: ['R-532', 'R-533'],
  },
  {
    path: sessionPath,
    method: 'post',
    id: 'logIn',
    summary: 'Log in',
    description: 'Three wrong passwords in a row lock the account for 30 minutes. A client never repeats this by itself.',
    isOpen: true,
    request: 'LogIn',
    answers: { 200: { description: 'The session', body: 'Session' } },
    refusals: ['R-501', 'R-502', 'R-506', 'R-531', 'R-532', 'R-533'],
  },
  { path: sessionPath, method: 'delete', id: 'logOut', summary: 'Log out', answers: { 204: { description: 'The session has ended' } }, refusals: ofSession },
  {
    path: passwordPath,
    method: 'put',
    id: 'changePassword',
    summary: 'Change the password',
    request: 'PasswordChange',
    answers: { 204: { description: 'Changed' } },
    refusals: [...ofSession, 'R-501', 'R-502', 'R-504', 'R-531'],
  },
  {
    path: transmissionsPath,
    method: 'get',
    id: 'listChanges',
    summary: 'What changed',
    description: 'With `more` there is more to ask for at once, with the revision of this answer.',
    query: [{ name: 'changedAfter', description: 'Revision of the last answer; 0 or absent for everything.', schema: { type: 'integer', minimum: 0 }, required: false }],
    answers: { 200: { description: 'Transmissions of this account that changed since', body: 'Transmissions' } },
    refusals: [...ofClaims, 'R-531'],
  },
  {
    path: transmissionPath('{number}'),
    method: 'get',
    id: 'findTransmission',
    summary: 'What became of one file',
    description: 'A client whose connection broke asks this before it sends again.',
    answers: { 200: { description: 'The server has it', body: 'TransmissionAnswer' } },
    refusals: [...ofClaims, 'R-511', 'R-518'],
  },
  {
    path: transmissionPath('{number}'),
    method: 'put',
    id: 'send',
    summary: 'Send a claim file',
    description: 'The same number with the same bytes gets the same answer; with other bytes it is refused (R-512). The arrival of the last byte decides about the closing time.',
    headers: [
      contentDigest,
      { name: sendHeaders.facility, description: '事業所番号 of the facility that claims.', schema: { $ref: '#/components/schemas/FacilityNumber' }, required: true },
      { name: sendHeaders.fileName, description: 'Name of the claim file.', schema: { $ref: '#/components/schemas/ClaimFileName' }, required: true },
    ],
    request: 'claim file',
    answers: { 200: { description: 'The server had these bytes already', body: 'TransmissionAnswer' }, 201: { description: 'The server holds these bytes', body: 'TransmissionAnswer' } },
    refusals: [...ofClaims, 'R-508', 'R-511', 'R-512', 'R-513', 'R-514', 'R-515', 'R-531', 'R-539'],
  },
  {
    path: cancellationPath('{number}'),
    method: 'put',
    id: 'cancel',
    summary: 'Ask for the cancellation of a whole file',
    description: 'The same number again gets the same answer. The result (取消完了, 取消失敗) comes later.',
    request: 'CancellationRequest',
    answers: { 200: { description: 'The transmission with its cancellation', body: 'TransmissionAnswer' } },
    refusals: [...ofClaims, 'R-511', 'R-512', 'R-517', 'R-518', 'R-519', 'R-531'],
  },
  {
    path: noticesPath,
    method: 'get',
    id: 'listNotices',
    summary: 'Notice documents (通知文書) of the facilities of this account',
    answers: { 200: { description: 'The list', body: 'Notices' } },
    refusals: ofClaims,
  },
  {
    path: noticeContentPath('{id}'),
    method: 'get',
    id: 'fetchNotice',
    summary: 'The bytes of a notice document',
    answers: { 200: { description: 'The document, of the size, kind and digest that the list told of', body: 'notice document' } },
    refusals: [...ofClaims, 'R-521'],
  },
];
