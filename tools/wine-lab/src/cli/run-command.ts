import type { RunReport } from '../report.ts';
import { exePath, onCleanPc } from './clean-pc.ts';
import { describeChanges } from './describe-changes.ts';
import { exitCodes } from './exit-codes.ts';
import type { CommonOptions } from './program.ts';

interface RunCommandOptions extends CommonOptions {
  readonly killAfter?: number;
  readonly timeout?: number;
  readonly waitAll?: true;
}

export async function runCommand(written: string, args: string[], options: RunCommandOptions): Promise<void> {
  const exe = exePath(written);
  const report = await onCleanPc(options.persona, exe, (pc) =>
    pc.run(exe, args, {
      until: options.waitAll === true ? 'all' : 'main',
      ...(options.killAfter === undefined ? {} : { killAfterMs: options.killAfter }),
      ...(options.timeout === undefined ? {} : { timeoutMs: options.timeout }),
    }),
  );
  process.stdout.write(options.json === true ? `${JSON.stringify(report, null, 2)}\n` : describe(report));
  if (report.exitCode !== 0) process.exitCode = exitCodes.checkFailed;
}

function describe(report: RunReport): string {
  const output = [report.stdout, report.stderr].map((text) => text.replaceAll('\r\n', '\n').trimEnd()).filter((text) => text !== '');
  const left = report.processes.map(({ pid, image }) => `  still running  ${image} (${pid})`);
  const end = report.killed ? 'killed' : `exit code ${report.exitCode}`;
  return `${[...output, `${end} after ${report.seconds.toFixed(1)} s`, ...describeChanges(report), ...left].join('\n')}\n`;
}
