import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CodedError } from '@togo/foundation';
import { writeAtomic } from '@togo/foundation/files';
import type { SiteCode } from './errors.ts';
import { readInput } from './read-input.ts';
import { renderSite } from './render-site.ts';
import { runProgram } from './run-program.ts';
import { siteWorldSchema } from './site-world.ts';

/** `node apps/site/src/main.ts --world world.json --out DIR`: writes every page of the site, and prints what it wrote as one JSON document. */
await runProgram('site', async (args) => {
  const { world, out } = readOptions(args);
  const files = renderSite(await readInput(world, siteWorldSchema));
  await mkdir(out, { recursive: true });
  for (const [path, { bytes }] of files) await writeAtomic(join(out, path), bytes);
  const written = [...files].map(([path, { bytes, contentType }]) => ({ path, bytes: bytes.length, contentType }));
  return { formatVersion: 1, out, files: written };
});

function readOptions(args: readonly string[]): { world: string; out: string } {
  try {
    const { values } = parseArgs({ args: [...args], options: { world: { type: 'string' }, out: { type: 'string' } } });
    if (values.world !== undefined && values.out !== undefined) return { world: values.world, out: values.out };
  } catch (cause) {
    throw usage(cause);
  }
  throw usage();
}

function usage(cause?: unknown): CodedError<SiteCode> {
  return new CodedError('USAGE', 'expected --world world.json --out FOLDER', { cause, hint: 'node apps/site/src/main.ts --world world.json --out FOLDER' });
}
