import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { run } from '@togo/foundation/run';
import { workspaceRoot } from '@togo/workspace';

export const states = ['nothing', 'window', 'dated', 'pilot', 'general', 'cutover', 'withdrawn', 'reinstated'] as const;
export type State = (typeof states)[number];

/** The site in each of its states, built by its program, with every code that installer and client really have. */
export interface BuiltSites extends AsyncDisposable {
  readonly folder: string;
  /** The pages of a state, by their names. */
  pages(state: State): readonly string[];
  address(state: State, page: string): string;
}

const node = (...args: readonly string[]) => run(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], { cwd: workspaceRoot });

export async function buildSites(): Promise<BuiltSites> {
  const folder = await mkdtemp(join(tmpdir(), 'togo-sites-'));
  const worlds = join(folder, 'worlds');
  const [printed] = await Promise.all([node('apps/release-cli/src/publish/print-program-codes.ts', '9.1.0'), node('apps/site/test/write-worlds.ts', worlds)]);
  const codes = JSON.parse(printed.stdout) as readonly object[];
  const pages = new Map<State, readonly string[]>();
  for (const state of states) {
    const file = join(worlds, `${state}.json`);
    await writeFile(file, JSON.stringify({ ...(JSON.parse(await readFile(file, 'utf8')) as object), codes }));
    const { stdout } = await node('apps/site/src/main.ts', '--world', file, '--out', join(folder, state));
    const { files } = JSON.parse(stdout) as { files: { path: string }[] };
    pages.set(state, files.map(({ path }) => path).filter((path) => path.endsWith('.html')));
  }
  return {
    folder,
    pages: (state) => pages.get(state) ?? [],
    address: (state, page) => pathToFileURL(join(folder, state, page)).href,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}
