import { Parser, type ReadEntry } from 'tar';
import { refusal, type SigningError } from '../errors.ts';

/**
 * Reads one plain file out of a gzipped tar into memory. No path of the archive ever reaches the file system.
 *
 * @throws CodedError `RUNTIME_ARCHIVE` when the file is missing, double, no plain file, too large or damaged.
 */
export async function readPackageEntry(archive: Buffer, path: string, maxBytes: number): Promise<Buffer> {
  const found: { entry: ReadEntry; chunks: Buffer[] }[] = [];
  const parser = new Parser({
    strict: true,
    onReadEntry: (entry) => {
      const item = { entry, chunks: [] as Buffer[] };
      const wanted = entry.path === path && entry.type === 'File' && entry.size <= maxBytes;
      if (entry.path === path) found.push(item);
      if (wanted) entry.on('data', (chunk) => item.chunks.push(chunk));
      else entry.resume();
    },
  });
  try {
    await new Promise<void>((resolve, reject) => {
      parser.on('end', resolve).on('error', reject);
      parser.end(archive);
    });
  } catch (cause) {
    throw unusable('it is damaged', cause);
  }
  const [first] = found;
  if (first === undefined || found.length !== 1) throw unusable(`${path} stands in it ${found.length} times`);
  const bytes = Buffer.concat(first.chunks);
  if (first.entry.type !== 'File' || bytes.length !== first.entry.size) throw unusable(`${path} is a ${first.entry.type} of ${first.entry.size} bytes`);
  return bytes;
}

function unusable(why: string, cause?: unknown): SigningError {
  return refusal('RUNTIME_ARCHIVE', `The runtime package cannot be used: ${why}.`, { cause, hint: 'Expected node-win-x86 as the npm registry serves it.' });
}
