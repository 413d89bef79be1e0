import { join, resolve } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
const eslint = new ESLint({ cwd: root });

/** Lints `code` as if it stood in an existing file of the project, and returns the ids of the rules it breaks. */
async function brokenRules(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: join(root, file) });
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
}

const boundary = '@nx/enforce-module-boundaries';

describe('when code tries to climb a wall', () => {
  const climbs: readonly [why: string, file: string, code: string, rule: string][] = [
    ['device code imports the signing keys', 'apps/client/src/main.ts', "import '@togo/signing';\n", boundary],
    ['device code imports what a build machine needs', 'libs/transmission/src/node/index.ts', "import '@togo/needs';\n", boundary],
    ['release code imports the device engine', 'apps/release-cli/src/main.ts', "import '@togo/transmission/node';\n", boundary],
    ['the foundation imports a domain library', 'libs/foundation/src/index.ts', "import '@togo/tls-policy';\n", boundary],
    ['a domain library imports an adapter', 'libs/release/src/index.ts', "import '@togo/signing';\n", boundary],
    ['an adapter imports an adapter', 'libs/signing/src/index.ts', "import '@togo/needs';\n", boundary],
    ['an app imports a lab tool', 'apps/checker/src/build.ts', "import '@togo/wine-lab';\n", boundary],
    ['an app imports an app by path', 'apps/release-cli/src/main.ts', "import '../../client/src/main.ts';\n", boundary],
    ['a project imports a package that it does not declare', 'libs/signing/src/index.ts', "import 'fastify';\n", boundary],
    ['a domain library reads a file', 'libs/tls-policy/src/index.ts', "import 'node:fs';\n", 'no-restricted-imports'],
    ['a domain library opens a connection', 'libs/ie-settings/src/index.ts', "import 'node:tls';\n", 'no-restricted-imports'],
    ['a domain library looks at the clock', 'libs/release/src/index.ts', 'export const now = Date.now();\n', 'no-restricted-properties'],
    ['the check of claim files reads a file', 'libs/claims/src/index.ts', "import 'node:fs/promises';\n", 'no-restricted-imports'],
    ['the outbox engine opens a database', 'libs/transmission/src/outbox/index.ts', "import 'node:sqlite';\n", 'no-restricted-imports'],
    ['a domain library makes its own time', 'libs/release/src/index.ts', 'export const now = new Date();\n', 'no-restricted-syntax'],
    ['a domain library reads the environment', 'libs/release/src/index.ts', 'export const home = process.env;\n', 'no-restricted-globals'],
    ['anyone escapes the TLS pin with fetch', 'apps/client/src/main.ts', "export const page = fetch('https://denso.kaigo.example');\n", 'no-restricted-globals'],
    ['the client imports more of a release than its manifest', 'apps/client/src/main.ts', "import '@togo/release';\n", 'no-restricted-imports'],
    ['the reception server imports the client engine', 'apps/reception/src/main.ts', "import '@togo/transmission';\n", 'no-restricted-imports'],
    ['the reception server imports the client sockets', 'apps/reception/src/main.ts', "import '@togo/transmission/node';\n", 'no-restricted-imports'],
  ];

  it.each(climbs)('%s: lint refuses', async (_why, file, code, rule) => {
    expect(await brokenRules(file, code)).toContain(rule);
  });
});

describe('when code keeps to its side of the walls', () => {
  it('the client may import the manifest and the TLS policy', async () => {
    const code = "import '@togo/release/manifest';\nimport '@togo/tls-policy';\nimport '@togo/transmission/node';\n";
    expect(await brokenRules('apps/client/src/main.ts', code)).toEqual([]);
  });
});
