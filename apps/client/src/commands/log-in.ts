import type { ClientService } from '../client-service.ts';
import { ClientError } from '../client-error.ts';
import { readPasswords } from './read-passwords.ts';

/**
 * Logs in once from the console.
 *
 * @param given `--user`; undefined: the user ID that logged in last.
 * @throws ClientError `S-264` no user ID is known, `R-582`, `R-503` must be changed on the screens; DeskError as from a log-in.
 */
export async function logInAtConsole(service: ClientService, given: string | undefined): Promise<void> {
  const userId = given ?? (await service.settings()).userId;
  if (userId === undefined) throw new ClientError('S-264', 'expected --user');
  const hasCertificate = (await service.certificates.inUse()) !== undefined;
  const [password = '', certificatePassword] = await readPasswords([`${userId} のパスワード`, ...(hasCertificate ? ['電子証明書のパスワード'] : [])]);
  if (certificatePassword !== undefined) await service.certificates.unlock(certificatePassword);
  await service.sending.logIn(userId, password);
  await service.saveUserId(userId);
}
