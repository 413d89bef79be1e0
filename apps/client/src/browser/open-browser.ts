import { startProgram, type ProgramCommand } from '../start-program.ts';

/**
 * Tries one command after the other until one starts.
 *
 * @returns the program that started, or undefined.
 */
export async function openBrowser(commands: readonly ProgramCommand[]): Promise<string | undefined> {
  for (const command of commands) {
    if (await startProgram(command)) return command.exe;
  }
  return undefined;
}
