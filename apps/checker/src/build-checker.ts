import { cp, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '@togo/foundation';
import { run } from '@togo/foundation/run';
import { toGuideHtml, toNsis } from '@togo/ie-settings';
import type { CheckerBuildCode } from './errors.ts';
import { drawIcons } from './icons.ts';
import { limits } from './limits.ts';
import type { BuildRequest } from './request.ts';
import { exeName, valuesCode } from './values.ts';

const sources = join(import.meta.dirname, '../nsis');

/**
 * Builds `IESettingsCheck-<version>.exe` into `request.out`. Equal requests give equal bytes.
 *
 * @throws CodedError `MAKENSIS_FAILED`, `EXE_TOO_LARGE`
 */
export async function buildChecker(request: BuildRequest): Promise<string> {
  const folder = join(request.work, 'checker');
  await rm(folder, { recursive: true, force: true });
  await cp(sources, folder, { recursive: true });
  const generated = { ...toNsis(), 'values.nsh': valuesCode(request), 'guide.html': toGuideHtml() };
  const files = [...Object.entries(generated), ...(await drawIcons())];
  await Promise.all(files.map(([name, content]) => writeFile(join(folder, name), content)));
  await compile(request, folder);
  const { size } = await stat(join(folder, exeName(request)));
  if (size > limits.exeMaxBytes) {
    throw new CodedError<CheckerBuildCode>('EXE_TOO_LARGE', `expected at most ${limits.exeMaxBytes} bytes, got ${size}`, {
      hint: 'Look at what the guide and the pictures weigh.',
    });
  }
  await mkdir(request.out, { recursive: true });
  const exe = join(request.out, exeName(request));
  await cp(join(folder, exeName(request)), `${exe}.part`);
  await rename(`${exe}.part`, exe);
  return exe;
}

async function compile(request: BuildRequest, folder: string): Promise<void> {
  try {
    await run(request.makensis.exe, ['-V2', '-WX', '-NOCD', '-INPUTCHARSET', 'UTF8', 'checker.nsi'], {
      cwd: folder,
      env: { NSISDIR: request.makensis.nsisDir, SOURCE_DATE_EPOCH: String(request.sourceDate) },
      timeoutMs: limits.makensisMs,
    });
  } catch (error) {
    throw new CodedError<CheckerBuildCode>('MAKENSIS_FAILED', error instanceof Error ? error.message : String(error), {
      cause: error,
      hint: `The script is in ${folder}.`,
    });
  }
}
