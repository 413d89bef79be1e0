import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '@togo/foundation/run';
import { applicationIcon } from './art.ts';
import { launcherHeader, launcherResource } from './launcher-source.ts';
import { runProgram } from './program.ts';
import { readLauncherRequest, type LauncherRequest } from './request.ts';

const sources = join(import.meta.dirname, '../launcher');
const target = 'i686-w64-mingw32';

/** 32-bit Windows 8.1 and newer; equal bytes for equal input: no build time, no build path, no compiler name. */
const compilerFlags = [
  ...['-std=c11', '-Os', '-s', '-Wall', '-Wextra', '-Werror'],
  ...['-static-libgcc', '-mwindows', '-municode', '-D_WIN32_WINNT=0x0603', '-DWINVER=0x0603'],
  ...['-fno-ident', '-fno-asynchronous-unwind-tables'],
];
const linkerFlags = [
  ...['--no-insert-timestamp', '--nxcompat', '--dynamicbase', '--tsaware', '--gc-sections'],
  ...['--major-subsystem-version=6', '--minor-subsystem-version=3'],
];

/** Builds `denso.exe` from the C source, the message catalogue and the drawn icon. */
async function buildLauncher(request: LauncherRequest): Promise<void> {
  const { out, work } = request;
  const names = { client: request.productName, installer: '統合インストーラ', checker: 'IE設定チェックツール', version: request.version };
  await mkdir(out, { recursive: true });
  await mkdir(work, { recursive: true });
  for (const name of ['denso.c', 'install.c', 'install.h', 'line.c', 'line.h', 'rollback.c', 'rollback.h', 'denso.manifest.xml']) await copyFile(join(sources, name), join(work, name));
  await writeFile(join(work, 'app.ico'), await applicationIcon());
  await writeFile(join(work, 'messages.h'), launcherHeader(names));
  await writeFile(join(work, 'denso.rc'), launcherResource(names));
  // The work folder is the compiler's whole world: relative names only, so that no path reaches the output.
  await run(`${target}-windres`, ['denso.rc', '-O', 'coff', '-o', 'resource.o'], { cwd: work });
  const link = linkerFlags.map((flag) => `-Wl,${flag}`);
  await run(`${target}-gcc`, [...compilerFlags, ...link, 'denso.c', 'install.c', 'line.c', 'rollback.c', 'resource.o', '-o', 'denso.exe', '-lshell32', '-ladvapi32'], { cwd: work });
  await copyFile(join(work, 'denso.exe'), join(out, 'denso.exe'));
}

await runProgram('build-launcher', async (path) => buildLauncher(await readLauncherRequest(path)));
