import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Statement, Withdrawal } from '@togo/trust';
import type { Places } from '../src/places.ts';
import { updateFolder, writeAsked, type Asked } from '../src/update/update-folder.ts';
import { aStatement } from './published.ts';
import { makeSignedRoot } from './signed-root.ts';

export interface Remembered {
  readonly statement?: Partial<Statement>;
  readonly withdrawals?: readonly Withdrawal[];
  readonly asked?: Partial<Asked>;
  readonly notes?: string;
  /** Where updates are asked for. */
  readonly url?: string;
}

/** Leaves what an earlier run learnt from the origin, which nobody needs to be asked for. */
export async function remember(places: Places, remembered: Remembered = {}): Promise<void> {
  const { statement = {}, withdrawals = [], asked = {}, notes, url = 'https://localhost:9/denso/' } = remembered;
  const folder = updateFolder(places);
  await mkdir(folder, { recursive: true });
  await writeFile(join(places.program, 'origin.json'), JSON.stringify({ formatVersion: 1, url }));
  await writeFile(join(places.program, 'root.json'), makeSignedRoot());
  const memory = { formatVersion: 1, pin: '', metadata: {}, statement: JSON.stringify(aStatement(statement)), withdrawals };
  await writeFile(join(folder, 'trust.json'), JSON.stringify(memory));
  const at = new Date();
  await writeAsked(folder, { at, answeredAt: at, trouble: undefined, ...asked });
  if (notes !== undefined) await writeFile(join(folder, 'notes-9.2.0.txt'), notes);
}
