import { createHash } from 'node:crypto';
import type * as z from 'zod/mini';
import type { Entry } from '../outbox/index.ts';
import {
  cancellationPath,
  claimFileType,
  formatContentDigest,
  limits,
  noticeContentPath,
  noticesAnswer,
  noticesPath,
  parseContentDigest,
  passwordPath,
  sendHeaders,
  session,
  sessionPath,
  transmissionAnswer,
  transmissionPath,
  transmissionsAnswer,
  transmissionsPath,
  type Notice,
  type NoticesAnswer,
  type Session,
  type TransmissionAnswer,
  type TransmissionsAnswer,
} from '../protocol/index.ts';
import { DeskError } from './desk-error.ts';
import { isType, readJson } from './read-body.ts';
import type { Answer, Ask, ReceptionLink } from './reception-link.ts';

/** The calls of the protocol, each with its answer checked. All throw DeskError. */
export class ReceptionClient {
  readonly #link: ReceptionLink;
  readonly #authorization: Readonly<Record<string, string>>;

  /** @param token of the session; absent only for the log-in. */
  constructor(link: ReceptionLink, token?: string) {
    this.#link = link;
    this.#authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  }

  async logIn(userId: string, password: string): Promise<Session> {
    return await this.#askJson({ method: 'POST', path: sessionPath, body: json({ formatVersion: 1, userId, password }) }, session);
  }

  async logOut(): Promise<void> {
    await this.#ask({ method: 'DELETE', path: sessionPath });
  }

  async changePassword(current: string, next: string): Promise<void> {
    await this.#ask({ method: 'PUT', path: passwordPath, body: json({ formatVersion: 1, current, next }) });
  }

  /** Sends a claim file; the same number again with the same bytes gets the same answer. @param sent share that has left, 0 to 1. */
  async send(entry: Entry, chunks: Iterable<Uint8Array>, sent?: (share: number) => void): Promise<TransmissionAnswer> {
    const headers = {
      'content-digest': formatContentDigest(entry.digest),
      [sendHeaders.facility]: entry.facility,
      [sendHeaders.fileName]: entry.fileName,
    };
    const body = { type: claimFileType, bytes: entry.bytes, chunks };
    return about(entry.number, await this.#askJson({ method: 'PUT', path: transmissionPath(entry.number), headers, body }, transmissionAnswer, sent));
  }

  /** @returns undefined when the server says that it has no such transmission. */
  async find(number: string): Promise<TransmissionAnswer | undefined> {
    try {
      return about(number, await this.#askJson({ method: 'GET', path: transmissionPath(number) }, transmissionAnswer));
    } catch (error) {
      if (error instanceof DeskError && error.code === 'R-518') return undefined;
      throw error;
    }
  }

  /** @param cancellation the 20 digits of the request itself; the same again get the same answer. */
  async cancel(number: string, cancellation: string): Promise<TransmissionAnswer> {
    const body = json({ formatVersion: 1, number: cancellation });
    return about(number, await this.#askJson({ method: 'PUT', path: cancellationPath(number), body }, transmissionAnswer));
  }

  async changesAfter(revision: number): Promise<TransmissionsAnswer> {
    return await this.#askJson({ method: 'GET', path: `${transmissionsPath}?changedAfter=${revision}` }, transmissionsAnswer);
  }

  async listNotices(): Promise<NoticesAnswer> {
    return await this.#askJson({ method: 'GET', path: noticesPath }, noticesAnswer);
  }

  /** The bytes of a notice document, which are those that the list told of: size, kind and digest. */
  async fetchNotice(notice: Notice): Promise<Buffer> {
    const path = noticeContentPath(notice.id);
    const { headers, body } = await this.#link.ask({ method: 'GET', path, headers: this.#authorization, maxBytes: limits.noticeMaxBytes });
    const found = createHash('sha256').update(body).digest('base64');
    const declared = parseContentDigest(String(headers['content-digest'] ?? ''));
    const type = notice.mediaType.split(';')[0] ?? '';
    if (body.length !== notice.bytes || found !== notice.digest || declared !== found || !isType({ headers }, type)) {
      throw new DeskError('T-114', `GET ${path}: expected ${notice.bytes} bytes of ${type} with the digest of the list, got ${body.length} of another`);
    }
    return body;
  }

  async #askJson<T extends z.ZodMiniType>(ask: Omit<Ask, 'maxBytes'>, schema: T, sent?: (share: number) => void): Promise<z.infer<T>> {
    const answer = await this.#ask(ask, sent);
    const what = `${ask.method} ${ask.path}`;
    if (!isType(answer, 'application/json')) throw new DeskError('T-114', `${what}: expected application/json, got ${answer.headers['content-type'] ?? 'no type'}`);
    try {
      return readJson(answer.body, schema, what);
    } catch (cause) {
      throw new DeskError('T-114', `${what}: expected the answer of the protocol, got something else`, { cause });
    }
  }

  async #ask(ask: Omit<Ask, 'maxBytes'>, sent?: (share: number) => void): Promise<Answer> {
    return await this.#link.ask({ ...ask, headers: { ...this.#authorization, ...ask.headers }, maxBytes: limits.answerMaxBytes }, sent);
  }
}

/** An answer about another number answers another question: one that was sent twice, or by somebody else. */
function about(number: string, answer: TransmissionAnswer): TransmissionAnswer {
  if (answer.transmission.number === number) return answer;
  throw new DeskError('T-114', `expected an answer about ${number}, got one about ${answer.transmission.number}`);
}

function json(value: object): Ask['body'] & object {
  const bytes = Buffer.from(JSON.stringify(value));
  return { type: 'application/json', bytes: bytes.length, chunks: [bytes] };
}
