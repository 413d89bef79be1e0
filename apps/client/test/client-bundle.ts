import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleClient } from '../src/build/bundle-client.ts';
import { p12ReaderOf, type P12Reader } from '../src/certificates/p12-reader.ts';
import { makeTempFolder } from './temp-folder.ts';

/** The reading process of a bundled client, as it is installed. */
export async function bundledP12Reader(): Promise<P12Reader> {
  const program = join(await makeTempFolder(), 'client.mjs');
  await writeFile(program, (await bundleClient('9.1.0')).code);
  return p12ReaderOf(program, program);
}
