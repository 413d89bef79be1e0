import type { ClientService } from '../client-service.ts';
import { answerPage, type Answer } from './answer.ts';
import { frameOf } from './frame.ts';
import { layOut, type Frame, type Page } from './layout.ts';
import type { Upload } from './read-upload.ts';

/** A request of the session's browser, and what its handler works with. */
export interface Visit {
  readonly service: ClientService;
  readonly frame: Frame;
  /** What stands after the `?` of the address. */
  readonly query: URLSearchParams;
  /** Empty for GET. */
  readonly form: URLSearchParams;
  /** What a screen that takes files was sent; it is removed after the handler's answer. */
  readonly upload?: Upload;
  /** Ends the program once this answer is out. */
  readonly quit: () => void;
}

/** May throw ClientError: the dispatcher shows its notice. */
export type Handler = (visit: Visit) => Promise<Answer> | Answer;

/** What came with the request. */
export type Brought = Pick<Visit, 'query' | 'form' | 'upload'>;

export function makeVisit(service: ClientService, formToken: string, brought: Brought, quit: () => void): Visit {
  return { service, frame: frameOf(service, formToken), ...brought, quit };
}

export function show(visit: Visit, page: Page, status = 200): Answer {
  return answerPage(layOut(page, visit.frame), status);
}
