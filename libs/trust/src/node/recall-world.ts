import { worldOf, type World } from '../world.ts';
import { readMemory, rememberedStatement } from './memory.ts';

/**
 * What was accepted at the last refresh, without asking anybody: old news, but a withdrawal among them still holds.
 *
 * @param store the folder of the repository.
 * @param root the one that came with the program.
 * @returns undefined where nothing is remembered that can be read.
 */
export async function recallWorld(store: string, root: Uint8Array): Promise<World | undefined> {
  const memory = await readMemory(store, root);
  const statement = rememberedStatement(memory);
  return statement === undefined ? undefined : worldOf(statement, memory.withdrawals);
}
