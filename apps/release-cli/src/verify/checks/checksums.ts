import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashFile, listFiles } from '@togo/foundation/files';
import { ask, type ReleaseCheck } from '../check.ts';

const sumsName = 'SHA256SUMS';

/** Every file is listed with its hash, once, and nothing else is there. */
export function checkChecksums(dist: string): Promise<ReleaseCheck> {
  return ask('checksums', `${sumsName} with the hash of every file beside it, and no other line`, 'complete and right', async () => {
    const listed = new Map<string, string>();
    const faults: string[] = [];
    for (const line of (await readFile(join(dist, sumsName), 'utf8')).split('\n').slice(0, -1)) {
      const [, hash = '', path = ''] = /^([0-9a-f]{64}) {2}(\S+)$/.exec(line) ?? [];
      if (path === '') faults.push(`a line that is none: ${JSON.stringify(line.slice(0, 100))}`);
      else if (listed.has(path)) faults.push(`${path} is listed twice`);
      listed.set(path, hash);
    }
    const present = (await listFiles(dist)).filter((path) => path !== sumsName);
    faults.push(...[...listed.keys()].filter((path) => path !== '' && !present.includes(path)).map((path) => `${path} is listed and not there`));
    for (const path of present) {
      const expected = listed.get(path);
      if (expected === undefined) faults.push(`${path} is not listed`);
      else if ((await hashFile(join(dist, path))) !== expected) faults.push(`${path} has another hash`);
    }
    return faults;
  });
}
