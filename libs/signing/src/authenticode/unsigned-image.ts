import { sha256 } from '@togo/foundation';
import { readPe, unreadablePe } from './pe.ts';

/**
 * A program in the form that Authenticode signs: certificate table cut off, its directory entry and the header checksum zero,
 * zero bytes up to a multiple of 8. A file has the same unsigned image before and after signing, whoever signs it, so signed files
 * can be compared with rebuilt ones.
 *
 * @throws CodedError `PE_UNREADABLE`, also when bytes stand behind the certificate table: they would vanish unseen.
 */
export function unsignedImage(bytes: Buffer): Buffer {
  const { checksumAt, securityEntryAt, table } = readPe(bytes);
  if (table !== undefined && table.start + table.size !== bytes.length) {
    throw unreadablePe(`${bytes.length - table.start - table.size} bytes stand behind its certificate table`);
  }
  const length = table?.start ?? bytes.length;
  const image = Buffer.alloc(Math.ceil(length / 8) * 8);
  bytes.copy(image, 0, 0, length);
  image.fill(0, checksumAt, checksumAt + 4);
  image.fill(0, securityEntryAt, securityEntryAt + 8);
  return image;
}

/** SHA-256 of {@link unsignedImage}: the identity of what was built, whatever signature it carries. */
export function unsignedSha256(bytes: Buffer): string {
  return sha256(unsignedImage(bytes));
}
