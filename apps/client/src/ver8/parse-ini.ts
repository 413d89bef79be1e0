import { decodeCp932 } from '@togo/claims';
import { ClientError } from '../client-error.ts';
import { profileString } from './profile-string.ts';

/** What DENSO8.INI says, as it stands there; undefined where a key is missing. */
export interface Ver8Ini {
  /** `[USER] ID`: a user ID, one of the ISDN time, or empty. */
  readonly userId: string | undefined;
  /** `[NET] PROXY`: `host:port`, or empty for none. */
  readonly proxy: string | undefined;
}

/**
 * @param bytes CP932.
 * @throws ClientError `S-257` when it is no settings file of Ver.8.
 */
export function parseIni(bytes: Uint8Array): Ver8Ini {
  const text = decodeCp932(bytes);
  if (text === null) throw new ClientError('S-257', 'DENSO8.INI: expected CP932');
  const ini: Ver8Ini = { userId: profileString(text, 'USER', 'ID'), proxy: profileString(text, 'NET', 'PROXY') };
  if (ini.userId === undefined && ini.proxy === undefined) throw new ClientError('S-257', 'DENSO8.INI: expected [USER] ID or [NET] PROXY');
  return ini;
}
