import { createClaimChecker, type ClaimOptions } from './claim-checker.ts';
import type { ClaimVerdict } from './verdict.ts';

/** Checks a claim file as it is read: memory does not grow with the file. */
export async function checkClaimFile(chunks: AsyncIterable<Uint8Array>, options: ClaimOptions): Promise<ClaimVerdict> {
  const checker = createClaimChecker(options);
  for await (const chunk of chunks) checker.push(chunk);
  return checker.end();
}
