import type { ClientService } from '../client-service.ts';
import { answerPage, type Answer } from './answer.ts';
import { frameOf } from './frame.ts';
import { layOut, type Frame, type Page } from './layout.ts';

/** A request of the session's browser, and what its handler works with. */
export interface Visit {
  readonly service: ClientService;
  readonly frame: Frame;
  /** Empty for GET. */
  readonly form: URLSearchParams;
  /** Ends the program once this answer is out. */
  readonly quit: () => void;
}

/** May throw ClientError: the dispatcher shows its notice. */
export type Handler = (visit: Visit) => Promise<Answer> | Answer;

export function makeVisit(service: ClientService, formToken: string, form: URLSearchParams, quit: () => void): Visit {
  return { service, frame: frameOf(service, formToken), form, quit };
}

export function show(visit: Visit, page: Page, status = 200): Answer {
  return answerPage(layOut(page, visit.frame), status);
}
