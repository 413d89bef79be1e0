import { resolve } from 'node:path';
import { CodedError } from '@togo/foundation';
import { build, type Metafile } from 'esbuild';
import type { BuildErrorCode } from './build-request.ts';
import { bundledPackages, thirdPartyNotices, type BundledPackage } from './third-party-notices.ts';

const workspaceRoot = resolve(import.meta.dirname, '../../../..');

export interface Bundle {
  /** The text of client.mjs. */
  readonly code: string;
  readonly packages: readonly BundledPackage[];
}

/**
 * Makes the one file that the installed client is. Equal sources and version give equal bytes, wherever they are built.
 *
 * @throws CodedError `BUNDLE_NOT_SELF_CONTAINED`
 */
export async function bundleClient(version: string): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: workspaceRoot,
    entryPoints: ['apps/client/src/main.ts'],
    outfile: 'client.mjs',
    write: false,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    // Names stay, so that a stack in the log can be read.
    minifyWhitespace: true,
    minifySyntax: true,
    charset: 'utf8',
    legalComments: 'none',
    // CommonJS packages inside the bundle ask for Node's modules with `require`.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    // node-forge and the packages of TUF ask for them by their old names.
    alias: { crypto: 'node:crypto', util: 'node:util' },
    define: { TOGO_CLIENT_VERSION: JSON.stringify(version) },
    metafile: true,
    logLevel: 'silent',
  });
  // CommonJS packages stand in the bundle as `"path where they lay"(exports`; their name is enough.
  const code = (outputFiles[0]?.text ?? '').replaceAll(/"[^"\s]*node_modules\/(?=[^"\s]*"\()/g, '"');
  const faults = [...foreignImports(metafile), ...leakedPaths(code)];
  if (faults.length > 0) throw new CodedError<BuildErrorCode>('BUNDLE_NOT_SELF_CONTAINED', `client.mjs: ${faults.join('; ')}`);
  const packages = await bundledPackages(workspaceRoot, Object.keys(metafile.inputs));
  return { code: code + thirdPartyNotices(packages), packages };
}

/** What stays outside the bundle must be part of Node, by its `node:` name: nothing else lies beside an installed client. */
function foreignImports({ outputs }: Metafile): string[] {
  const imported = Object.values(outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
  return [...new Set(imported)].filter((path) => !path.startsWith('node:')).map((path) => `expected only node: imports, got ${path}`);
}

/** A path would differ between builders, and says where somebody's sources lie. */
function leakedPaths(code: string): string[] {
  return [workspaceRoot, 'node_modules', 'sourceMappingURL'].filter((path) => code.includes(path)).map((path) => `expected no source paths, found ${path}`);
}
