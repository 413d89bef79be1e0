import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson, CodedError } from '@togo/foundation';
import { writeAtomic } from '@togo/foundation/files';
import { bundleClient } from './build/bundle-client.ts';
import { parseBuildRequest } from './build/build-request.ts';
import { exitCodes } from './exit-codes.ts';

/** `node apps/client/src/build.ts <request.json>` writes `client.mjs` and `bundled.json` (the packages inside it) into the folder that the request names. */
try {
  const [path] = process.argv.slice(2);
  if (path === undefined) throw new CodedError('BUILD_REQUEST_INVALID', 'expected the path of a build request', { hint: 'node build.ts <request.json>' });
  const { version, out } = parseBuildRequest(await readFile(path, 'utf8'));
  const { code, packages } = await bundleClient(version);
  const target = join(out, 'client.mjs');
  await writeAtomic(target, code);
  const listed = packages.map(({ licenseText: _text, ...listing }) => listing);
  await writeAtomic(join(out, 'bundled.json'), `${canonicalJson({ formatVersion: 1, packages: listed })}\n`);
  process.stdout.write(`${JSON.stringify({ formatVersion: 1, client: { path: target, bytes: Buffer.byteLength(code) } })}\n`);
} catch (error) {
  const shown = error instanceof CodedError ? `${error.message} (${error.code})${error.hint === undefined ? '' : `\n  ${error.hint}`}` : error;
  process.stderr.write(`build client: ${String(shown)}\n`);
  process.exitCode = exitCodes.failed;
}
