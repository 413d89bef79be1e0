import { compare } from '../report.ts';
import { onCleanPc } from './clean-pc.ts';
import { describeChanges } from './describe-changes.ts';
import type { CommonOptions } from './program.ts';

export async function shellCommand(options: CommonOptions): Promise<void> {
  await onCleanPc(options.persona, undefined, async (pc) => {
    process.stderr.write(`${options.persona}: this machine is drive Z:, \`exit\` ends the PC and says what changed.\n`);
    const before = await pc.snapshot();
    await pc.prompt();
    process.stderr.write(`${describeChanges(compare(before, await pc.snapshot())).join('\n')}\n`);
  });
}
