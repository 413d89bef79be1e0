import { describeError, exitCodeFor } from './cli/exit-codes.ts';
import { createProgram } from './cli/program.ts';

try {
  await createProgram().parseAsync();
} catch (error) {
  process.stderr.write(describeError(error));
  process.exitCode = exitCodeFor(error);
}
