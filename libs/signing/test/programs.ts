import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '@togo/foundation/run';

const source = `#include <windows.h>
int WINAPI WinMain(HINSTANCE self, HINSTANCE before, LPSTR line, int show) {
  (void)self; (void)before; (void)line; (void)show;
  return ANSWER;
}
`;

/** Compiles a real 32-bit Windows program that does nothing but return `answer`. */
export async function buildProgram(folder: string, name: string, answer = 0): Promise<string> {
  const code = join(folder, `${name}.c`);
  const program = join(folder, `${name}.exe`);
  await writeFile(code, source);
  await run('i686-w64-mingw32-gcc', ['-Os', '-s', '-mwindows', '-Wl,--no-insert-timestamp', `-DANSWER=${answer}`, '-o', program, code]);
  return program;
}

/** Writes a changed copy and says where. */
export async function tampered(program: string, name: string, change: (bytes: Buffer) => Buffer): Promise<string> {
  const copy = program.replace(/\.exe$/, `-${name}.exe`);
  await writeFile(copy, change(await readFile(program)));
  return copy;
}
