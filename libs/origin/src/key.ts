import { OriginError } from './errors.ts';
import { originLimits } from './limits.ts';

/** The folder of a directory origin where files wait until they are whole. No key leads into it. */
export const incomingFolder = '.togo-incoming';

/**
 * The parts of a key, which every file system and every store takes as they are.
 *
 * @throws OriginError `bad-key`
 */
export function keyParts(key: string): readonly [string, ...string[]] {
  const fault = faultOf(key);
  if (fault === undefined) return key.split('/') as [string, ...string[]];
  throw new OriginError('bad-key', `${JSON.stringify(key)} cannot name an object: ${fault}`, {
    hint: 'Expected parts joined by "/", such as metadata/1.root.json; rename the file that it was made from.',
  });
}

function faultOf(key: string): string | undefined {
  const parts = key.split('/');
  if (!key.isWellFormed()) return 'it is not well-formed Unicode';
  if (parts.includes('')) return 'a part of it is empty';
  if (parts.some((part) => part === '.' || part === '..')) return 'a part of it is "." or ".."';
  if (key.includes('\\')) return 'it contains a backslash';
  if (/\p{Cc}/u.test(key)) return 'it contains a control character';
  if (parts[0] === incomingFolder) return `${incomingFolder} is kept for files on their way`;
  if (Buffer.byteLength(key) > originLimits.keyBytes) return `it has more than ${originLimits.keyBytes} bytes`;
  if (parts.some((part) => Buffer.byteLength(part) > originLimits.partBytes)) return `a part of it has more than ${originLimits.partBytes} bytes`;
  return undefined;
}
