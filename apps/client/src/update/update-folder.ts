import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { readMoment } from '@togo/foundation';
import { writeAtomic } from '@togo/foundation/files';
import { limits } from '../limits.ts';
import type { Places } from '../places.ts';
import { readText } from '../read-file.ts';
import type { Offer } from './judge-world.ts';
import type { Trouble } from './name-trouble.ts';

/** The last time that the origin was asked. */
export interface Asked {
  readonly at: Date;
  /** When it last answered in full, that time or before. */
  readonly answeredAt: Date | undefined;
  /** Why it could not be asked at `at`. */
  readonly trouble: Trouble | undefined;
}

/** How much of an offered file is on this PC. */
export interface Held {
  readonly bytes: number;
  /** As long as it should be, under its own name; its hash was right when it came, and is asked for again before it is opened. */
  readonly isWhole: boolean;
}

/** What is kept about updates, this user's: the memory of `@togo/trust`, when the origin was asked, and what was downloaded. */
export function updateFolder({ state }: Pick<Places, 'state'>): string {
  return join(state, 'updates');
}

const askedName = 'asked.json';
/** Written by `@togo/trust`. */
const memoryName = 'trust.json';

/** A folder of its own, so that nothing lies beside the program when it is started. */
export function offerFolder(folder: string, { version }: Offer): string {
  return join(folder, version);
}

export function offerFile(folder: string, offer: Offer): string {
  return join(offerFolder(folder, offer), posix.basename(offer.artefact.target));
}

export function notesFile(folder: string, { version }: Offer): string {
  return join(folder, `notes-${version}.txt`);
}

export async function readHeld(folder: string, offer: Offer): Promise<Held> {
  const whole = await sizeOf(offerFile(folder, offer));
  if (whole === offer.artefact.bytes) return { bytes: whole, isWhole: true };
  const [part] = (await namesIn(offerFolder(folder, offer))).filter((name) => name.endsWith('.part'));
  return { bytes: part === undefined ? 0 : await sizeOf(join(offerFolder(folder, offer), part)), isWhole: false };
}

/** Removes what earlier offers left; an interrupted download of the present one stays. */
export async function sweepUpdates(folder: string, offer: Offer | undefined): Promise<void> {
  const kept = [askedName, memoryName, ...(offer === undefined ? [] : [offer.version, `notes-${offer.version}.txt`])];
  for (const name of await namesIn(folder)) {
    if (!kept.includes(name)) await rm(join(folder, name), { recursive: true, force: true });
  }
}

/** Removes everything beside a file: Windows loads libraries from the folder of a program first. */
export async function leaveAlone(path: string, folder: string): Promise<void> {
  for (const name of await namesIn(folder)) {
    if (join(folder, name) !== path) await rm(join(folder, name), { recursive: true, force: true });
  }
}

/** Undefined where nobody asked yet, or nobody can tell. */
export async function readAsked(folder: string): Promise<Asked | undefined> {
  try {
    const written = await readText(join(folder, askedName), limits.updateStateMaxBytes);
    const { formatVersion, at, answeredAt, trouble } = JSON.parse(written) as Record<string, unknown>;
    const [asked, answered] = [momentOf(at), momentOf(answeredAt)];
    return formatVersion === 1 && asked !== undefined ? { at: asked, answeredAt: answered, trouble: troubleOf(trouble) } : undefined;
  } catch {
    return undefined;
  }
}

export async function writeAsked(folder: string, { at, answeredAt, trouble }: Asked): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeAtomic(join(folder, askedName), `${JSON.stringify({ formatVersion: 1, at, answeredAt, trouble })}\n`);
}

function momentOf(value: unknown): Date | undefined {
  return typeof value === 'string' ? readMoment(value) : undefined;
}

function troubleOf(value: unknown): Trouble | undefined {
  const { code, detail } = (value ?? {}) as Partial<Trouble>;
  return typeof code === 'string' && typeof detail === 'string' ? { code, detail } : undefined;
}

async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(() => [])).sort();
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() === true ? found.size : 0;
}
