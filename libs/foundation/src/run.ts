import { execa, type Options } from 'execa';
import { CodedError } from './errors.ts';

export interface RunOptions {
  readonly cwd?: string;
  /** Added to the parent's environment; with `cleanEnv`, all there is. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cleanEnv?: boolean;
  readonly input?: string | Uint8Array;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** Show the program's output as it comes instead of keeping it. */
  readonly inherit?: boolean;
  /** Exit codes that are an answer, not a failure. Default: only 0. */
  readonly okExitCodes?: readonly number[];
  /** Values that must not appear in an error message. */
  readonly secrets?: readonly string[];
}

export interface RunResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program with an argument list, never through a shell.
 *
 * @throws CodedError `RUN_FAILED` with the command and the end of its output, secrets blotted out.
 */
export async function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const settings: Options = {
    reject: false,
    extendEnv: options.cleanEnv !== true,
    stdin: options.input === undefined ? (options.inherit === true ? 'inherit' : 'ignore') : 'pipe',
    ...(options.inherit === true ? { stdout: 'inherit', stderr: 'inherit' } : {}),
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.env === undefined ? {} : { env: options.env }),
    ...(options.input === undefined ? {} : { input: options.input }),
    ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs }),
    ...(options.signal === undefined ? {} : { cancelSignal: options.signal }),
  };
  const result = await execa(command, [...args], settings);
  const stdout = textOf(result.stdout);
  const stderr = textOf(result.stderr);
  if (result.exitCode !== undefined && (options.okExitCodes ?? [0]).includes(result.exitCode)) {
    return { exitCode: result.exitCode, stdout, stderr };
  }
  const why = result.timedOut ? `took longer than ${options.timeoutMs ?? 0} ms` : result.exitCode === undefined ? `did not run (${result.signal ?? result.shortMessage ?? 'unknown'})` : `exit code ${result.exitCode}`;
  const tail = `${stderr}\n${stdout}`.trim().split('\n').slice(-12).join('\n');
  throw new CodedError('RUN_FAILED', redact(`${[command, ...args].join(' ')}: ${why}\n${tail}`.trimEnd(), options.secrets), { cause: result });
}

export function redact(text: string, secrets: readonly string[] = []): string {
  return secrets.filter((secret) => secret !== '').reduce((shown, secret) => shown.replaceAll(secret, '[secret]'), text);
}

function textOf(output: unknown): string {
  return typeof output === 'string' ? output : '';
}
