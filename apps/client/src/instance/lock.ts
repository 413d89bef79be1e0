/** Held as long as its owner lives: the operating system takes it back when the process dies, however it dies. */
export interface Lock {
  release(): void;
}

const sqliteBusy = 5;

/**
 * Takes an exclusive lock on a file, or answers undefined when another process has it.
 * SQLite's own file lock does the work: Node offers none itself, and this one is the same on Windows, Wine and Linux.
 *
 * @param path of a file used for nothing else; made when it is missing.
 */
export async function tryLock(path: string): Promise<Lock | undefined> {
  const { DatabaseSync } = await import('node:sqlite');
  const database = new DatabaseSync(path);
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy) return undefined;
    throw error;
  }
  return { release: () => database.close() };
}
