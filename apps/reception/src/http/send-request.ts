import type { IncomingHttpHeaders } from 'node:http';
import { claimFileName, claimFileType, facilityNumber, limits, parseContentDigest, sendHeaders } from '@togo/transmission/protocol';
import { Refusal } from './refusal.ts';

/** What the headers say of a claim file whose bytes are still to come. */
export interface SendRequest {
  readonly facility: string;
  readonly fileName: string;
  readonly bytes: number;
  /** SHA-256, base64. */
  readonly digest: string;
}

/** @throws Refusal `R-513`, `R-514`, `R-531`. */
export function readSendRequest(headers: IncomingHttpHeaders): SendRequest {
  if (headers['content-type'] !== claimFileType) throw new Refusal('R-531', { detail: `Content-Type: expected ${claimFileType}` });
  if (headers['content-encoding'] !== undefined) throw new Refusal('R-531', { detail: 'Content-Encoding: expected none' });
  if (headers['content-length'] === undefined) throw new Refusal('R-531', { detail: 'Content-Length: expected the number of bytes, got nothing' });
  const bytes = Number(headers['content-length']);
  if (bytes > limits.claimFileMaxBytes) throw new Refusal('R-514', { detail: `expected at most ${limits.claimFileMaxBytes} bytes` });
  const digest = parseContentDigest(String(headers['content-digest'] ?? ''));
  if (digest === undefined) throw new Refusal('R-513', { detail: 'Content-Digest: expected sha-256=:…:' });
  const facility = facilityNumber.safeParse(headers[sendHeaders.facility]);
  if (!facility.success) throw new Refusal('R-531', { detail: `${sendHeaders.facility}: expected a facility number` });
  const fileName = claimFileName.safeParse(headers[sendHeaders.fileName]);
  if (!fileName.success) throw new Refusal('R-531', { detail: `${sendHeaders.fileName}: expected a letter, 7 more letters or digits at most, .CSV` });
  return { facility: facility.data, fileName: fileName.data, bytes, digest };
}
