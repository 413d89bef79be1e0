import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { run } from '@togo/foundation/run';
import { expect, it } from 'vitest';

const program = `
import { openRepository } from './src/node/index.ts';
import { Publisher } from './test/publisher.ts';
import { mapGetter, url } from './test/map-getter.ts';
const publisher = new Publisher();
publisher.publish();
const { root, objects, now } = publisher;
const repository = openRepository({ url, root, store: process.argv[2], get: mapGetter(objects), clock: { now: () => new Date(now) } });
const { sequence } = await repository.refresh();
console.log(JSON.stringify({ sequence, target: await repository.find('9.1.0/installer.exe') }));
`;

it('when it is bundled into one file, that file refreshes with node: imports only and never calls fetch', async () => {
  const { outputFiles, metafile } = await build({
    stdin: { contents: program, resolveDir: join(import.meta.dirname, '..'), loader: 'ts' },
    write: false,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    metafile: true,
    logLevel: 'silent',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    // tuf-js asks for Node's modules by their old names.
    alias: { crypto: 'node:crypto', util: 'node:util' },
  });
  const code = outputFiles[0]?.text ?? '';
  const imported = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
  expect(imported.filter((path) => !path.startsWith('node:'))).toEqual([]);
  expect(code).not.toMatch(/\bfetch\(/);
  const folder = await mkdtemp(join(tmpdir(), 'togo trust bundle-'));
  try {
    await writeFile(join(folder, 'client.mjs'), code);
    const { stdout } = await run(process.execPath, [join(folder, 'client.mjs'), join(folder, 'store')]);
    expect(JSON.parse(stdout)).toMatchObject({ sequence: 1, target: { target: '9.1.0/installer.exe', bytes: 37 } });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
