import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '@togo/foundation/run';
import type { Announcement } from '@togo/trust';
import { nodeArgs } from '../workspace.ts';

export interface Page {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

/** What the site's programs do for the publisher. The CLI runs apps, it never imports them. */
export interface SitePrograms {
  /** Every page of the site for a world (apps/site/src/site-world.ts). */
  render(world: object): Promise<readonly Page[]>;
  /** An announcement as page and PDF, and what the statement says of it. */
  announce(request: AnnounceRequest): Promise<Announced>;
}

export interface AnnounceRequest {
  readonly document: 'notice' | 'release-notes';
  readonly id: string;
  readonly at: string;
  readonly publisher: string;
  readonly releaseFolder: string;
}

export interface Announced extends Pick<Announcement, 'id' | 'title' | 'at' | 'correction'> {
  readonly html: Uint8Array;
  readonly pdf: Uint8Array;
}

export const sitePrograms: SitePrograms = {
  render: (world) =>
    inScratch(async (folder) => {
      const [worldFile, out] = [join(folder, 'world.json'), join(folder, 'out')];
      await writeFile(worldFile, JSON.stringify(world));
      const { stdout } = await run(process.execPath, [...nodeArgs('apps/site/src/main.ts'), '--world', worldFile, '--out', out]);
      const { files } = JSON.parse(stdout) as { files: { path: string; contentType: string }[] };
      return Promise.all(files.map(async ({ path, contentType }) => ({ path, contentType, bytes: await readFile(join(out, path)) })));
    }),
  announce: (request) =>
    inScratch(async (out) => {
      const requestFile = join(out, 'request.json');
      await writeFile(requestFile, JSON.stringify({ formatVersion: 1, ...request, out }));
      const { stdout } = await run(process.execPath, [...nodeArgs('apps/site/src/announce.ts'), requestFile]);
      const { id, title, at, correction, html, pdf } = JSON.parse(stdout) as Announcement;
      return { id, title, at, correction, html: await readFile(html), pdf: await readFile(pdf) };
    }),
};

async function inScratch<T>(act: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'togo-site-'));
  try {
    return await act(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
