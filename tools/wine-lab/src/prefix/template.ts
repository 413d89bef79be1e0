import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson, sha256, silent, type Progress } from '@togo/foundation';
import { withLock } from '@togo/foundation/lock';
import { run } from '@togo/foundation/run';
import { cacheDir, wineBoxDir } from '@togo/needs';
import { boxArguments, wine } from '../box/argv.ts';
import { bootScript } from '../box/session.ts';
import { LabError } from '../errors.ts';
import { limits } from '../limits.ts';
import { personaSettings, type Persona } from '../persona.ts';
import { windowsPath } from '../windows-path.ts';
import { clonePrefix } from './clone.ts';

/** Grows when the steps below change, so that old templates are no longer used. */
const formatVersion = 5;

/** All templates: mounted read-only in every box, because the PCs' Windows files are links into them. */
export function templatesDir(): string {
  return join(cacheDir(), 'wine-templates');
}

/**
 * The prefix of a freshly installed Windows of that persona. The first one takes about 20 s, the second 3 s, both once.
 *
 * @throws LabError `LAB_NOT_PROVISIONED` when the Wine box is missing.
 */
export async function ensureTemplate(persona: Persona, progress: Progress = silent): Promise<string> {
  if (!existsSync(wineBoxDir()))
    throw new LabError('LAB_NOT_PROVISIONED', 'the Wine box is not on this machine', { hint: 'Run any ./togo lab command or ./togo test: they provide it.' });
  const settings = personaSettings(persona);
  const base = async (): Promise<string> =>
    ensure('base', [], async (prefix, draft) => {
      progress({ what: 'Windows for tests: installing (about 20 s, once)' });
      await runInPrefix(prefix, draft, [wine, 'wineboot', '-i']);
    });
  return ensure(persona, [persona, settings], async (prefix, draft) => {
    const installed = await base();
    progress({ what: `Windows for tests: settings of ${persona} (3 s, once)` });
    clonePrefix(installed, prefix);
    const script = join(draft, 'settings.reg');
    await writeFile(script, Buffer.from(`\uFEFF${settings}`, 'utf16le'));
    await runInPrefix(prefix, draft, [wine, 'winecfg', '-v', persona]);
    await runInPrefix(prefix, draft, [wine, 'regedit', '/S', windowsPath(script)]);
  });
}

/** Makes a template once, whoever asks first. It appears complete or not at all. */
async function ensure(name: string, ingredients: readonly string[], make: (prefix: string, draft: string) => Promise<void>): Promise<string> {
  const id = sha256(canonicalJson([formatVersion, wineBoxDir(), ...ingredients])).slice(0, 12);
  const folder = join(templatesDir(), `${name}-${id}`);
  const ready = join(folder, 'prefix');
  if (existsSync(ready)) return ready;
  await mkdir(templatesDir(), { recursive: true });
  return withLock(`${folder}.lock`, { waitMs: limits.templateMs }, async () => {
    if (existsSync(ready)) return ready;
    const draft = `${folder}.tmp`;
    await rm(draft, { recursive: true, force: true });
    await mkdir(join(draft, 'screen'), { recursive: true });
    const prefix = join(draft, 'prefix');
    await make(prefix, draft);
    await neutralize(prefix);
    await rename(draft, folder);
    return ready;
  });
}

/** `disable` keeps Wine from ever updating a copy; `wineserver` names the server of this prefix, and no copy may talk to that. */
async function neutralize(prefix: string): Promise<void> {
  await writeFile(join(prefix, '.update-timestamp'), 'disable\n');
  await rm(join(prefix, 'wineserver'), { force: true });
}

async function runInPrefix(prefix: string, draft: string, command: readonly string[]): Promise<void> {
  const plan = { root: wineBoxDir(), prefix, screen: join(draft, 'screen'), readable: [bootScript, templatesDir()], writable: [draft] };
  await run('bwrap', boxArguments(plan, ['sh', bootScript, '-', ...command]), { timeoutMs: limits.bootMs });
}
