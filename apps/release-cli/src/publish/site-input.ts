import { canonicalJson } from '@togo/foundation';
import { operator } from './operator.ts';
import type { ProgramCode } from './program-codes.ts';

/** What the pages say beside the statement. The release roles sign it with each publication, so that the site is made of signed words only. */
export interface SiteInput {
  readonly formatVersion: 1;
  readonly codes: readonly ProgramCode[];
  readonly operator: { readonly name: string; readonly desk: readonly string[]; readonly signer: string; readonly development: boolean };
}

/** Its name among the targets; one for each publication, since a name never gets other bytes. */
export function siteTarget(sequence: number): string {
  return `site/${sequence}.json`;
}

export function siteInput(codes: readonly ProgramCode[], isDevelopment: boolean): SiteInput {
  const { name, desk, signer, developmentSigner } = operator;
  return { formatVersion: 1, codes, operator: { name, desk, signer: isDevelopment ? developmentSigner : signer, development: isDevelopment } };
}

export function siteInputBytes(input: SiteInput): Uint8Array {
  return Buffer.from(`${canonicalJson(input)}\n`, 'utf8');
}
