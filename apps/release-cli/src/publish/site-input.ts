import { canonicalJson } from '@togo/foundation';
import { run } from '@togo/foundation/run';
import { workspaceRoot } from '../workspace.ts';
import { operator } from './operator.ts';

/** What the pages say beside the statement. The release roles sign it with each publication, so that the site is made of signed words only. */
export interface SiteInput {
  readonly formatVersion: 1;
  readonly codes: readonly unknown[];
  readonly operator: { readonly name: string; readonly desk: readonly string[]; readonly signer: string; readonly development: boolean };
}

/** Its name among the targets; one for each publication, since a name never gets other bytes. */
export function siteTarget(sequence: number): string {
  return `site/${sequence}.json`;
}

export function siteInput(codes: readonly unknown[], isDevelopment: boolean): SiteInput {
  const { name, desk, signer, developmentSigner } = operator;
  return { formatVersion: 1, codes, operator: { name, desk, signer: isDevelopment ? developmentSigner : signer, development: isDevelopment } };
}

export function siteInputBytes(input: SiteInput): Uint8Array {
  return Buffer.from(`${canonicalJson(input)}\n`, 'utf8');
}

/** Nothing imports an app, so a process of its own prints the catalogues of the programs that show codes. */
const printCatalogues = `
const { connectionWords } = await import('./apps/client/src/messages/connection.ts');
const { clientWords } = await import('./apps/client/src/messages/client.ts');
const { installerRefusals, launcherRefusals } = await import('./apps/installer/src/messages.ts');
const client = Object.entries({ ...connectionWords, ...clientWords }).map(([code, words]) => ({ code, ...words }));
const installer = Object.values({ ...installerRefusals, ...launcherRefusals }).map(({ code, title, cause, next }) => ({ code, title, explanation: cause, next }));
process.stdout.write(JSON.stringify([...client, ...installer]));
`;

const general: Readonly<Record<string, string>> = { client: '介護伝送ソフト', installer: '統合インストーラ', checker: 'IE設定チェックツール', range: 'TLS 1.2', protocol: 'TLS 1.2' };

/** Every failure that installer and client can show, without what differs from PC to PC. */
export async function readProgramCodes(version: string): Promise<readonly unknown[]> {
  const { stdout } = await run(process.execPath, ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', printCatalogues], { cwd: workspaceRoot });
  const written = JSON.parse(stdout) as { code: string; title: string; explanation: string; next: string }[];
  const words = (text: string): string => text.replace(/\(\{\w+\}\)/g, '').replace(/\{(\$?\w+)\}/g, (_, name: string) => (name === 'version' ? version : (general[name] ?? '○○')));
  return written
    .filter(({ code }) => code !== 'T-100')
    .map(({ code, title, explanation, next }) => ({ code, title: words(title), explanation: words(explanation), next: words(next) }));
}
