import { join, relative } from 'node:path';
import { defineConfig } from 'vitest/config';

/** One configuration for every project; `togo test` adds up the JSON reports under dist/test-results. */
const workspaceRoot = import.meta.dirname;
const project = relative(workspaceRoot, process.cwd()).replaceAll('/', '-') || 'workspace';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    passWithNoTests: false,
    reporters: ['default', 'json'],
    outputFile: { json: join(workspaceRoot, 'dist/test-results', `${project}.json`) },
    // What differed stands in the message itself, which the summary repeats.
    chaiConfig: { truncateThreshold: 1000 },
    // A bound for what hangs, not a measure of speed: the machine is shared with builds and with Wine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
