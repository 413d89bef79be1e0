import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { worlds } from './worlds.ts';

/** `node apps/site/test/write-worlds.ts <folder>`: each state of the site as a world file, for stories that run the program. */
const [folder] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('usage: node apps/site/test/write-worlds.ts <folder>\n');
  process.exitCode = 2;
} else {
  await mkdir(folder, { recursive: true });
  for (const [name, world] of Object.entries(worlds)) await writeFile(join(folder, `${name}.json`), JSON.stringify(world));
}
