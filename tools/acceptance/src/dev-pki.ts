import { join } from 'node:path';
import { ensureDevPki, type DevPki } from '@togo/signing';
import { cacheDir } from '@togo/needs';

/** The development keys that cuts on this machine are signed with, and whose reception certificate they trust. */
export function developmentPki(): Promise<DevPki> {
  return ensureDevPki(join(cacheDir(), 'dev-keys'));
}
