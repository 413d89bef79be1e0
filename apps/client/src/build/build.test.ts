import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '@togo/foundation/run';
import { describe, expect, it } from 'vitest';
import { makeTempFolder } from '../../test/temp-folder.ts';
import { bundleClient } from './bundle-client.ts';
import { parseBuildRequest } from './build-request.ts';

const program = join(import.meta.dirname, '../build.ts');

describe('when the client is built', () => {
  it('becomes one file that runs alone and knows its version', async () => {
    const out = await makeTempFolder();
    const request = join(await makeTempFolder(), 'request.json');
    await writeFile(request, JSON.stringify({ formatVersion: 1, version: '9.1.0', out }));
    const built = await run(process.execPath, [program, request]);
    expect(await readdir(out)).toEqual(['bundled.json', 'client.mjs']);
    expect(JSON.parse(built.stdout)).toMatchObject({ client: { bytes: (await readFile(join(out, 'client.mjs'))).length } });
    const { stdout } = await run(process.execPath, [join(out, 'client.mjs'), '--version'], { cwd: out, cleanEnv: true });
    expect(stdout).toBe('介護伝送ソフト Ver.9.1.0');
  });

  it('is the same bytes for the same version, and carries the licences of what is inside', async () => {
    const [once, again] = [(await bundleClient('9.1.0')).code, (await bundleClient('9.1.0')).code];
    expect(once).toBe(again);
    expect(once).not.toBe((await bundleClient('9.2.0')).code);
    expect(once).toMatch(/zod 4\.\d+\.\d+\n\nMIT License/);
  });

  it('carries the licence of a package inside a package too', async () => {
    const inner = await readFile(join(import.meta.dirname, '../../../../node_modules/@fastify/busboy/deps/dicer/LICENSE'), 'utf8');
    expect((await bundleClient('9.1.0')).code).toContain(inner.trim());
  });
});

describe('when a build request is wrong', () => {
  it('names every fault', () => {
    expect(() => parseBuildRequest('{"formatVersion":2,"version":"9","out":"here","more":1}')).toThrow(
      'build request: formatVersion: expected 1; version: expected a version such as 9.1.0; out: expected an absolute path; more: unknown key',
    );
    expect(() => parseBuildRequest('no')).toThrow('expected JSON');
  });
});
