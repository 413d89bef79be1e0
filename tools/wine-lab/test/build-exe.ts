import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '@togo/foundation/run';
import { locateToolchain } from '@togo/needs';

/**
 * A silent x86 program that runs these NSIS instructions.
 *
 * @returns its path below the temporary folder.
 */
export async function buildExe(...instructions: readonly string[]): Promise<string> {
  return compile(['SilentInstall silent', 'Section', ...instructions, 'SectionEnd']);
}

/** An x86 program out of a whole NSIS script. */
export async function compile(lines: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'togo-lab-'));
  const script = ['Unicode true', 'OutFile program.exe', 'Name "プログラム"', 'RequestExecutionLevel user', ...lines, ''].join('\n');
  await writeFile(join(folder, 'program.nsi'), `\uFEFF${script}`);
  const { makensis } = await locateToolchain();
  await run(makensis.exe, ['-V2', '-WX', 'program.nsi'], { cwd: folder, env: { NSISDIR: makensis.nsisDir } });
  return join(folder, 'program.exe');
}
