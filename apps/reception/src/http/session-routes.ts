import { isPasswordForm, limits, logIn, passwordChange, passwordPath, sessionPath, type Session } from '@togo/transmission/protocol';
import { hashToken } from '../store/sessions.ts';
import { hashPassword, isPassword } from '../store/password-hash.ts';
import { demandSession } from './actor.ts';
import { demandCertificate } from './client-certificate.ts';
import type { App, Context } from './context.ts';
import { readBody } from './read-body.ts';
import { Refusal } from './refusal.ts';

export function sessionRoutes(app: App, context: Context): void {
  const { store, clock, certificates, connections } = context;

  app.post(sessionPath, { config: { routeName: 'log-in' } }, async (request): Promise<Session> => {
    const { userId, password } = readBody(logIn, request.body);
    demandCertificate(certificates, request.raw.socket, userId);
    await demandPassword(context, userId, password);
    const account = store.accounts.find(userId);
    if (account === undefined) throw new Refusal('R-501');
    connections.heard(request.raw.socket, request.headers['user-agent'] ?? '', account);
    const now = clock.now();
    const expiresAt = now.getTime() + limits.sessionMs;
    return {
      formatVersion: 1,
      token: store.sessions.start(userId, expiresAt, now.getTime()),
      expiresAt: new Date(expiresAt).toISOString(),
      serverTime: now.toISOString(),
      userId,
      kind: account.kind,
      facilities: [...account.facilities],
      federation: account.federation,
      passwordChangeRequired: account.provisional,
    };
  });

  app.delete(sessionPath, { config: { routeName: 'log-out' } }, (request, reply) => {
    store.sessions.end(demandSession(context, request).token);
    return reply.code(204).send();
  });

  app.put(passwordPath, { config: { routeName: 'password' } }, async (request, reply) => {
    const { account, token } = demandSession(context, request);
    const { current, next } = readBody(passwordChange, request.body);
    await demandPassword(context, account.userId, current);
    if (!isPasswordForm(next)) throw new Refusal('R-504');
    if (next === current) throw new Refusal('R-504', { detail: 'expected another password than the current one' });
    store.accounts.changePassword(account.userId, await hashPassword(next), hashToken(token));
    return reply.code(204).send();
  });
}

/** So that an unknown user ID takes as long as a known one. */
const nobody = hashPassword('nobody');

/** @throws Refusal `R-501`, `R-502`. */
async function demandPassword({ store, clock }: Context, userId: string, password: string): Promise<void> {
  const attempt = store.accounts.beginAttempt(userId, clock.now().getTime());
  if (attempt.kind === 'locked') throw new Refusal('R-502', { until: attempt.until });
  const isRight = await isPassword(password, attempt.kind === 'try' ? attempt.password : await nobody);
  if (attempt.kind === 'unknown') throw new Refusal('R-501');
  if (isRight) return store.accounts.succeed(userId);
  throw attempt.lockedIfWrong === undefined ? new Refusal('R-501') : new Refusal('R-502', { until: attempt.lockedIfWrong });
}
