import { DeskError, type Desk } from '@togo/transmission/node';
import { isPasswordForm } from '@togo/transmission/protocol';
import { ClientError } from '../../client-error.ts';
import type { Notice } from '../../messages/notice.ts';
import { judgeUserId } from '../../settings/user-id.ts';
import { seeOther, type Answer } from '../answer.ts';
import { destinations, logInPage, passwordPage, sessionPage, type Destination, type LogInForm } from '../pages/login.ts';
import { show, type Handler, type Visit } from '../visit.ts';

export const showLogIn: Handler = async (visit) => {
  const { session } = await visit.service.sending.desk();
  // Another certificate may have come into use meanwhile: its password is asked for with a new log-in.
  if (session !== undefined && !(await visit.service.certificates.isLocked())) return show(visit, sessionPage(session, visit.service.now, visit.frame));
  const { userId } = await visit.service.settings();
  return showForm(visit, { userId: userId ?? '', next: destinationOf(visit.query) });
};

/** One attempt with what was typed; the password is kept by nobody. */
export const logIn: Handler = async (visit) => {
  const { form, service } = visit;
  const userId = (form.get('userId') ?? '').normalize('NFKC').trim().toUpperCase();
  const next = destinationOf(form);
  const judged = judgeUserId(userId);
  if (judged !== 'ok') return showForm(visit, { userId, next, userIdFault: judged }, 422);
  const password = form.get('password') ?? '';
  try {
    if (password === '') throw new ClientError('R-582', 'expected a password');
    if (await service.certificates.isLocked()) await service.certificates.unlock(form.get('certificatePassword') ?? '');
    await service.sending.logIn(userId, password);
  } catch (error) {
    return showForm(visit, { userId, next, refusal: await tellRefusal(visit, error) }, 422);
  }
  await service.saveUserId(userId);
  const desk = await service.sending.desk();
  return desk.session?.passwordChangeRequired === true ? seeOther(`/password?next=${next}`) : goOn(visit, desk, next);
};

export const logOut: Handler = async ({ service }) => {
  service.certificates.lock();
  await (await service.sending.desk()).logOut();
  return seeOther('/login');
};

export const showPassword: Handler = async (visit) => {
  const { session } = await visit.service.sending.desk();
  if (session === undefined) return seeOther('/login');
  return show(visit, passwordPage({ refusal: undefined, isProvisional: session.passwordChangeRequired, next: destinationOf(visit.query) }, visit.frame));
};

export const changePassword: Handler = async (visit) => {
  const { form, service } = visit;
  const desk = await service.sending.desk();
  if (desk.session === undefined) return seeOther('/login');
  const [current, password, again] = ['current', 'password', 'again'].map((name) => form.get(name) ?? '') as [string, string, string];
  const next = destinationOf(form);
  try {
    if (!isPasswordForm(password)) throw new DeskError('R-504', 'expected 8 to 16 letters and digits');
    if (password !== again) throw new ClientError('R-586', 'the two differ');
    await desk.changePassword(current, password);
  } catch (error) {
    const refusal = await tellRefusal(visit, error);
    return show(visit, passwordPage({ refusal, isProvisional: desk.session.passwordChangeRequired, next }, visit.frame), 422);
  }
  return goOn(visit, desk, next);
};

function goOn({ service }: Visit, desk: Desk, next: Destination): Answer {
  if (next === 'exchange') service.sending.exchange.start(desk);
  return seeOther(destinations[next]);
}

async function showForm(visit: Visit, form: Pick<LogInForm, 'userId' | 'next'> & Partial<LogInForm>, status = 200): Promise<Answer> {
  return show(visit, logInPage({ userIdFault: undefined, refusal: undefined, asksCertificate: await visit.service.certificates.isLocked(), ...form }, visit.frame), status);
}

/** What refused a log-in stands on the page of the log-in. */
async function tellRefusal({ service }: Visit, error: unknown): Promise<Notice> {
  if (error instanceof DeskError) return service.describe(error.code, error.until);
  if (error instanceof ClientError) return service.describe(error.code);
  throw error;
}

function destinationOf(fields: URLSearchParams): Destination {
  const name = fields.get('next') ?? '';
  return Object.hasOwn(destinations, name) ? (name as Destination) : 'home';
}
