import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson } from '@togo/foundation';
import { hashFile, listFiles } from '@togo/foundation/files';
import { unsignedSha256 } from '@togo/signing';
import * as z from 'zod';
import { ask, differing, type ReleaseCheck } from '../check.ts';
import type { Subject } from '../subject.ts';

const digest = z.object({ sha256: z.string() });
const provenanceSchema = z.object({
  _type: z.literal('https://in-toto.io/Statement/v1'),
  subject: z.array(z.object({ name: z.string(), digest })),
  predicateType: z.literal('https://slsa.dev/provenance/v1'),
  predicate: z.object({
    buildDefinition: z.object({
      externalParameters: z.object({ version: z.string(), signing: z.string() }),
      resolvedDependencies: z.array(z.object({ name: z.string(), digest: z.record(z.string(), z.string()).optional() })),
    }),
    runDetails: z.object({ byproducts: z.array(z.object({ name: z.string(), digest })) }),
  }),
});

/** Written after all that it speaks of. */
const notSubjects = ['provenance.json', 'SHA256SUMS'];

/** The provenance speaks of exactly these files, and of the programs as they were before they were signed. */
export function checkProvenance({ manifest }: Subject, dist: string, launcher: string | undefined): Promise<ReleaseCheck> {
  const checker = `IESettingsCheck-${manifest.version}.exe`;
  return ask('provenance', `in-toto v1 with SLSA v1 for ${manifest.version}, its subjects every file beside it`, 'exactly those', async () => {
    const text = await readFile(join(dist, 'provenance.json'), 'utf8');
    const written: unknown = JSON.parse(text);
    const { subject, predicate } = provenanceSchema.parse(written);
    const { externalParameters, resolvedDependencies } = predicate.buildDefinition;
    const node = resolvedDependencies.find(({ name }) => name.startsWith('node-win-x86@'));
    return [
      ...(`${canonicalJson(written)}\n` === text ? [] : ['not in its one spelling']),
      ...differing('version', manifest.version, externalParameters.version),
      ...differing('signing', manifest.signing, externalParameters.signing),
      ...differing('SHA-256 of node.exe', manifest.runtime.sha256, node?.digest?.['sha256']),
      ...(await subjectFaults(dist, subject)),
      ...(await unsignedFaults(predicate.runDetails.byproducts, { 'denso.exe': launcher, [checker]: join(dist, checker) })),
    ];
  });
}

interface Named {
  readonly name: string;
  readonly digest: { readonly sha256: string };
}

async function subjectFaults(dist: string, subjects: readonly Named[]): Promise<string[]> {
  const present = (await listFiles(dist)).filter((path) => !notSubjects.includes(path));
  const faults = subjects.filter(({ name }) => !present.includes(name)).map(({ name }) => `${name} is named and not there`);
  for (const path of present) {
    const named = subjects.filter(({ name }) => name === path);
    if (named.length !== 1) faults.push(`${path} is named ${named.length} times`);
    else faults.push(...differing(path, named[0]?.digest.sha256, await hashFile(join(dist, path))));
  }
  return faults;
}

/** The installer is left out: before signing it carries an unsigned uninstaller, which no reader of the signed one has. */
async function unsignedFaults(byproducts: readonly Named[], programs: Readonly<Record<string, string | undefined>>): Promise<string[]> {
  const faults: string[] = [];
  for (const [name, path] of Object.entries(programs)) {
    const said = byproducts.find((product) => product.name === `${name} (before signing)`)?.digest.sha256;
    if (path !== undefined) faults.push(...differing(`${name} before signing`, said, unsignedSha256(await readFile(path))));
  }
  return faults;
}
