import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { ask, differing, type ReleaseCheck } from '../check.ts';
import type { Subject } from '../subject.ts';

const latestSchema = z.strictObject({
  version: z.string(),
  files: z.array(z.strictObject({ url: z.string(), sha512: z.string(), size: z.int() })).length(1),
  path: z.string(),
  sha512: z.string(),
  releaseDate: z.string(),
});

/** What electron-updater reads leads to the installer beside it. */
export function checkLatestYml({ written }: Subject, dist: string): Promise<ReleaseCheck> {
  const { version, sourceDate } = written.release;
  const name = `TogoInstaller-${version}.exe`;
  return ask('latest-yml', `latest.yml of ${version}, with SHA-512 and size of ${name}`, 'so it says', async () => {
    const latest = latestSchema.parse(parse(await readFile(join(dist, 'latest.yml'), 'utf8')));
    const installer = await readFile(join(dist, name));
    const sha512 = createHash('sha512').update(installer).digest('base64');
    const [file] = latest.files;
    return [
      ...differing('version', version, latest.version),
      ...differing('path', name, latest.path),
      ...differing('url', name, file?.url),
      ...differing('size', installer.length, file?.size),
      ...differing('sha512', sha512, latest.sha512),
      ...differing('sha512 of the file', sha512, file?.sha512),
      ...differing('releaseDate', sourceDate.toISOString(), latest.releaseDate),
    ];
  });
}
