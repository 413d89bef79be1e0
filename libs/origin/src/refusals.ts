import { OriginError } from './errors.ts';

/** @throws OriginError `occupied` when other bytes lie under a key that is never replaced. */
export function demandSame(origin: string, key: string, there: string, ours: string): void {
  if (there === ours) return;
  throw new OriginError('occupied', `${origin}: other bytes lie under ${key}: expected SHA-256 ${ours}, got ${there}`, {
    hint: 'Nothing was replaced. Find out who put them there; content that has changed needs a new version.',
  });
}

/** @throws OriginError `too-large` */
export function demandAtMost(maxBytes: number, bytes: number, origin: string, key: string): void {
  if (bytes <= maxBytes) return;
  throw new OriginError('too-large', `${origin}: ${key}: expected at most ${maxBytes} bytes, got ${bytes}`, {
    hint: 'It is not what this key is for: find out where it comes from.',
  });
}

/** @throws OriginError `unclear` when a pointer does not read as it was written. */
export function demandReadBack(origin: string, key: string, there: string | undefined, ours: string): void {
  if (there === ours) return;
  throw new OriginError('unclear', `${origin}: ${key} was written and reads otherwise: expected SHA-256 ${ours}, got ${there ?? 'nothing'}`, {
    hint: 'Make sure that no other publisher is at work, then repeat the same command.',
  });
}
