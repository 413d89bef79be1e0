import { CodedError } from '@togo/foundation';

/** Exit codes of the build programs: 0 built, 1 refused, 2 called wrongly, 70 our bug. */
const exitCodes = { refused: 1, usage: 2, bug: 70 } as const;

/** Runs a build program: `node <program> <request.json>`. Faults go to stderr. */
export async function runProgram(name: string, build: (requestPath: string) => Promise<void>): Promise<void> {
  const [requestPath, ...rest] = process.argv.slice(2);
  if (requestPath === undefined || rest.length > 0) {
    process.stderr.write(`usage: ${name} <request.json>\n`);
    process.exitCode = exitCodes.usage;
    return;
  }
  try {
    await build(requestPath);
  } catch (error) {
    if (error instanceof CodedError) {
      process.stderr.write(`${name}: ${error.code}: ${error.message}\n${error.hint === undefined ? '' : `${error.hint}\n`}`);
    } else {
      process.stderr.write(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    }
    // At once: a hook of electron-builder would end the process with 0, whatever process.exitCode says.
    process.exit(error instanceof CodedError ? exitCodes.refused : exitCodes.bug);
  }
}
