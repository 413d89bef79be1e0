import { CodedError } from '@togo/foundation';

const exitCodes = { refused: 1, usage: 2, bug: 70 } as const;

/** Runs a program that prints one JSON document, or says on stderr why not. */
export async function runProgram(name: string, work: (args: readonly string[]) => Promise<object>): Promise<void> {
  try {
    process.stdout.write(`${JSON.stringify(await work(process.argv.slice(2)))}\n`);
  } catch (error) {
    const isRefusal = error instanceof CodedError;
    process.exitCode = !isRefusal ? exitCodes.bug : error.code === 'USAGE' ? exitCodes.usage : exitCodes.refused;
    const words = !isRefusal ? `our bug: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}` : `${error.code}: ${error.message}${error.hint === undefined ? '' : `\n${error.hint}`}`;
    process.stderr.write(`${name}: ${words}\n`);
  }
}
