import { CodedError, hasCode } from '@togo/foundation';
import { run, type RunOptions, type RunResult } from '@togo/foundation/run';
import { refusal } from './errors.ts';

/**
 * Runs one of the programs that this library needs.
 *
 * @throws CodedError `TOOL_MISSING` when it is not installed, else `RUN_FAILED`.
 */
export async function runTool(tool: 'osslsigncode' | 'npm' | 'pkcs11-tool', args: readonly string[], options: RunOptions): Promise<RunResult> {
  try {
    return await run(tool, args, options);
  } catch (error) {
    if (!(error instanceof CodedError && hasCode(error.cause, 'ENOENT'))) throw error;
    throw refusal('TOOL_MISSING', `${tool} is not installed.`, { cause: error, hint: 'See `./togo doctor`: it shows the command that installs it.' });
  }
}
