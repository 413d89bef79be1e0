import type { IncomingMessage } from 'node:http';
import { DeskError } from '@togo/transmission/node';
import { ClientError } from '../client-error.ts';
import type { ClientService } from '../client-service.ts';
import { formatOpenOutbox } from '../instance/open-outbox.ts';
import type { Log } from '../log.ts';
import { describeClientCode } from '../messages/client.ts';
import { closePath, iconPath, openOutboxPath, openPath, stylePath, ticketPath } from './addresses.ts';
import { answerPage, seeOther, type Answer } from './answer.ts';
import { cookieName, guardEvery, guardForm, guardFormToken, guardKnock, guardPage } from './guard.ts';
import { sign } from './marks.ts';
import { bareNoticePage, noticePage } from './pages/plain.ts';
import { readForm } from './read-form.ts';
import { readUpload, type UploadRules } from './read-upload.ts';
import { demand, Refused } from './refused.ts';
import { screens } from './screens.ts';
import type { Secrets } from './secrets.ts';
import { style } from './style.ts';
import { makeVisit, show, type Brought, type Handler, type Visit } from './visit.ts';

/** The running instance, as far as answering needs it. */
export interface Instance {
  readonly port: number;
  readonly service: ClientService;
  readonly secrets: Secrets;
  readonly log: Log;
  /** Ends the program once the answer in hand is out. */
  readonly quit: () => void;
  /** As `quit`, for an answer after which no browser asks for anything. */
  readonly leave: () => void;
  /** Whether it is ending: a second start then waits for the end and takes over. */
  readonly isLeaving: boolean;
  /** Whether another request is in hand than this one. */
  readonly hasOthers: boolean;
}

/** Answers one request. A refusal is a page in Japanese and a line in the log. */
export async function dispatch(instance: Instance, request: IncomingMessage): Promise<Answer> {
  const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
  const method = request.method === 'HEAD' ? 'GET' : (request.method ?? '');
  try {
    demand(guardEvery(request.headers, instance.port), 'I-493');
    switch (`${method} ${path}`) {
      case `GET ${stylePath}`:
        return { status: 200, type: 'css', body: style };
      case `GET ${iconPath}`:
        return { status: 200, type: 'svg', body: sign };
      case `GET ${openPath}`:
        return openSession(instance, request, new URLSearchParams(query).get('ticket'));
      case `POST ${ticketPath}`:
        return issueTicket(instance, request);
      case `GET ${openOutboxPath}`:
        return await tellOutbox(instance, request);
      case `POST ${closePath}`:
        return closeIfIdle(instance, request);
      default:
        return await answerScreen(instance, request, method, path, new URLSearchParams(query));
    }
  } catch (error) {
    if (error instanceof Refused) {
      instance.log.write('refused', { why: error.message, method, path });
      return { ...showRefusal(instance, request, error), headers: error.headers };
    }
    instance.log.write('bug', { method, path, stack: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    return answerPage(bareNoticePage(describeClientCode('I-499')), 500);
  }
}

/** Inside a session the menu stays at hand. */
function showRefusal(instance: Instance, request: IncomingMessage, { code, status }: Refused): Answer {
  const notice = describeClientCode(code);
  const inSession = (guardEvery(request.headers, instance.port) ?? guardPage(request.headers, instance.port, instance.secrets)) === undefined;
  return inSession ? show(visitOf(instance, nothing), noticePage(notice), status) : answerPage(bareNoticePage(notice), status);
}

const nothing: Brought = { query: new URLSearchParams(), form: new URLSearchParams() };

function visitOf({ service, secrets, quit }: Instance, brought: Brought): Visit {
  return makeVisit(service, secrets.formToken, brought, quit);
}

/** Trades a ticket for the session cookie; the ticket leaves the address at once. Whoever has the session needs no ticket. */
function openSession({ port, secrets, log }: Instance, request: IncomingMessage, ticket: string | null): Answer {
  if (ticket === null || !secrets.tickets.redeem(ticket)) {
    if (guardPage(request.headers, port, secrets) === undefined) return seeOther('/');
    throw new Refused('I-491', 403, 'TICKET');
  }
  log.write('session-opened');
  return seeOther('/', { 'Set-Cookie': `${cookieName(port)}=${secrets.session}; Path=/; HttpOnly; SameSite=Strict` });
}

function issueTicket({ secrets, log, isLeaving }: Instance, request: IncomingMessage): Answer {
  demand(guardKnock(request.headers, secrets), 'I-493');
  if (isLeaving) throw new Refused('I-484', 503, 'LEAVING');
  log.write('ticket-issued');
  return { status: 200, type: 'json', body: JSON.stringify({ formatVersion: 1, ticket: secrets.tickets.issue() }) };
}

/** Reading changes nothing, so a window that is just ending may still tell. */
async function tellOutbox({ service, secrets }: Instance, request: IncomingMessage): Promise<Answer> {
  demand(guardKnock(request.headers, secrets), 'I-493');
  const desk = await service.sending.desk().catch((error: unknown) => {
    if (error instanceof DeskError || error instanceof ClientError) throw new Refused('I-484', 503, 'OUTBOX');
    throw error;
  });
  return { status: 200, type: 'json', body: formatOpenOutbox(desk) };
}

/** Nothing that is on its way is broken off for it: neither a claim, nor a result, nor what a clerk has just pressed. */
function closeIfIdle({ service, secrets, log, leave, hasOthers }: Instance, request: IncomingMessage): Answer {
  demand(guardKnock(request.headers, secrets), 'I-493');
  const closing = !hasOthers && !service.sending.isOnItsWay;
  log.write('asked-to-close', { closing });
  if (closing) leave();
  return { status: 200, type: 'json', body: JSON.stringify({ formatVersion: 1, closing }) };
}

async function answerScreen(instance: Instance, request: IncomingMessage, method: string, path: string, query: URLSearchParams): Promise<Answer> {
  const screen = screens.get(path);
  if (screen === undefined) throw new Refused('I-492', 404, 'NO_SUCH_PAGE');
  const handler = method === 'GET' ? screen.GET : method === 'POST' ? screen.POST : undefined;
  if (handler === undefined) throw new Refused('I-494', 405, 'METHOD', { Allow: ['GET', 'POST'].filter((name) => name in screen).join(', ') });
  demand(guardPage(request.headers, instance.port, instance.secrets), 'I-491');
  const brought = method === 'POST' ? await receive(instance, request, screen.takes) : nothing;
  try {
    return await handle(handler, visitOf(instance, { ...brought, query }), instance.log);
  } finally {
    await brought.upload?.discard();
  }
}

async function receive({ port, service, secrets }: Instance, request: IncomingMessage, takes: UploadRules | undefined): Promise<Brought> {
  demand(guardForm(request.headers, port), 'I-493');
  const demandToken = (form: URLSearchParams): void => demand(guardFormToken(form, secrets), 'I-493');
  if (takes !== undefined) {
    const upload = await readUpload(request, service.uploadFolder, takes, demandToken);
    return { ...nothing, form: upload.fields, upload };
  }
  const form = await readForm(request);
  // The rest of a body that is too long is not read: the connection ends with this answer.
  if (form === undefined) throw new Refused('I-494', 400, 'FORM', { Connection: 'close' });
  demandToken(form);
  return { ...nothing, form };
}

/** What the client cannot do is told inside its own frame, with the details that support needs. */
async function handle(handler: Handler, visit: Visit, log: Log): Promise<Answer> {
  try {
    return await handler(visit);
  } catch (error) {
    if (!(error instanceof ClientError) && !(error instanceof DeskError)) throw error;
    log.write('screen-impossible', { code: error.code, why: error.message });
    const notice = await visit.service.describe(error.code, error instanceof DeskError ? error.until : undefined);
    return show(visit, noticePage(notice, [['内容', error.message]]), 500);
  }
}
