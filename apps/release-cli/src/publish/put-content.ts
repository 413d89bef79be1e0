import type { Content } from '@togo/origin';
import type { TargetEntry } from '@togo/signing';
import { contentTypeOf } from './content-types.ts';
import type { Publisher } from './publisher.ts';
import { targetKey } from './served.ts';

export interface PutCount {
  readonly written: number;
  readonly present: number;
}

/** Brings files to the origin under their hashes, where nobody can guess them. What is there already is not written again. */
export async function putContent({ origin, progress }: Publisher, files: readonly (readonly [TargetEntry, Content])[]): Promise<PutCount> {
  const allBytes = files.reduce((sum, [{ bytes }]) => sum + bytes, 0);
  let [written, doneBytes] = [0, 0];
  for (const [entry, content] of files) {
    progress({ what: entry.name, done: allBytes === 0 ? 1 : doneBytes / allBytes });
    const outcome = await origin.putImmutable(targetKey(entry), content, { contentType: contentTypeOf(entry.name) });
    if (outcome === 'written') written += 1;
    doneBytes += entry.bytes;
  }
  return { written, present: files.length - written };
}
