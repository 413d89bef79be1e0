import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { checkClaimFile } from '@togo/claims';

/** One measurement, printed as JSON by a process of its own, so that its memory is its own. */
export interface ReadResult {
  readonly ok: boolean;
  readonly bytes: number;
  readonly seconds: number;
  readonly maxRssBytes: number;
}

/** Within the claims window for which the synthetic file is written. */
const now = new Date('2021-04-05T10:00:00+09:00');

async function decode(chunks: AsyncIterable<Uint8Array>): Promise<boolean> {
  const decoder = new TextDecoder('shift_jis', { fatal: true });
  let characters = 0;
  for await (const chunk of chunks) characters += decoder.decode(chunk, { stream: true }).length;
  return characters > 0 && decoder.decode() === '';
}

/** The most memory that this process ever had. getrusage() would tell that of the parent as well, which made the file. */
async function mostMemoryBytes(): Promise<number> {
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(await readFile('/proc/self/status', 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
}

const [how = '', file = ''] = process.argv.slice(2);
const stream = createReadStream(file);
const start = performance.now();
const ok = how === 'check' ? (await checkClaimFile(stream, { fileName: basename(file), now })).ok : await decode(stream);
const seconds = (performance.now() - start) / 1000;
process.stdout.write(JSON.stringify({ ok, bytes: stream.bytesRead, seconds, maxRssBytes: await mostMemoryBytes() } satisfies ReadResult));
