import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

/** Node built-ins that perform I/O: a domain library takes a Clock, bytes or a port instead. */
const ioModules = ['fs', 'fs/promises', 'net', 'tls', 'http', 'https', 'http2', 'dgram', 'dns', 'child_process', 'worker_threads', 'os', 'process', 'sqlite'];
const ioImports = {
  paths: ioModules.flatMap((name) => [name, `node:${name}`]).map((name) => ({ name, message: 'Domain code performs no I/O: take bytes, a Clock or a port.' })),
};
const noFetch = { name: 'fetch', message: 'fetch() escapes the TLS pin. Use the pinned agent of @togo/transmission/node.' };

const clientEngine = ['@togo/transmission', '@togo/transmission/node'].map((name) => ({
  name,
  message: 'The reception server shares the protocol with the client, never its engine.',
}));

/** The walls between projects. docs/project-layout.md prints the same table for people. */
const walls = [
  { sourceTag: 'layer:foundation', onlyDependOnLibsWithTags: ['layer:foundation'] },
  { sourceTag: 'layer:domain', onlyDependOnLibsWithTags: ['layer:foundation', 'layer:domain'] },
  { sourceTag: 'layer:adapter', onlyDependOnLibsWithTags: ['layer:foundation', 'layer:domain'] },
  { sourceTag: 'layer:app', onlyDependOnLibsWithTags: ['layer:foundation', 'layer:domain', 'layer:adapter'] },
  { sourceTag: 'layer:tool', onlyDependOnLibsWithTags: ['layer:foundation', 'layer:domain', 'layer:adapter', 'layer:tool'] },
  { sourceTag: 'scope:shared', onlyDependOnLibsWithTags: ['scope:shared'] },
  { sourceTag: 'scope:device', onlyDependOnLibsWithTags: ['scope:shared', 'scope:device'] },
  { sourceTag: 'scope:release', onlyDependOnLibsWithTags: ['scope:shared', 'scope:release'] },
  { sourceTag: 'scope:lab', onlyDependOnLibsWithTags: ['scope:shared', 'scope:device', 'scope:release', 'scope:lab'] },
];

export default tseslint.config(
  { ignores: ['**/dist/**', '**/out-tsc/**', '**/*.mjs', '.togo/**'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['vitest.config.ts'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': ['error', { enforceBuildableLibDependency: false, allow: [], banTransitiveDependencies: true, checkNestedExternalImports: true, depConstraints: walls }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      'max-lines': ['error', { max: 400, skipComments: true, skipBlankLines: true }],
      'no-restricted-globals': ['error', noFetch],
    },
  },
  {
    files: ['libs/{tls-policy,ie-settings,claims,release}/src/**/*.ts', 'libs/transmission/src/outbox/**/*.ts', 'libs/trust/src/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': ['error', ioImports],
      'no-restricted-globals': ['error', noFetch, { name: 'process', message: 'Domain code does not read the process.' }],
      'no-restricted-properties': ['error', { object: 'Date', property: 'now', message: 'Take a Clock.' }],
      'no-restricted-syntax': ['error', { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Take a Clock.' }],
    },
  },
  {
    files: ['apps/client/src/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': ['error', { paths: [{ name: '@togo/release', message: 'A device knows the manifest only: @togo/release/manifest.' }] }],
    },
  },
  {
    files: ['apps/reception/src/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': ['error', { paths: clientEngine }],
    },
  },
  {
    files: ['**/*.test.ts', '**/test/**/*.ts'],
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off', '@typescript-eslint/no-unsafe-member-access': 'off' },
  },
);
