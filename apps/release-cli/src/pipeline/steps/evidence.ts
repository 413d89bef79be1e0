import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson } from '@togo/foundation';
import { listArtefacts } from '../artefacts.ts';
import type { Cut } from '../cut.ts';
import { describeProvenance } from '../provenance.ts';
import { describeContents } from '../sbom.ts';
import { readSource } from '../source-revision.ts';
import type { StepOutcome } from '../step.ts';

/** What is inside (SBOM), how it was made (provenance), and the sums that `sha256sum -c` checks. */
export async function writeEvidence(cut: Cut): Promise<StepOutcome> {
  await writeFile(join(cut.staging, 'sbom.cdx.json'), await describeContents(cut));
  const subjects = await listArtefacts(cut.staging);
  const provenance = describeProvenance(cut, subjects, await readSource());
  await writeFile(join(cut.staging, 'provenance.json'), `${canonicalJson(provenance)}\n`);
  const sums = (await listArtefacts(cut.staging)).map(({ sha256, path }) => `${sha256}  ${path}\n`);
  await writeFile(join(cut.staging, 'SHA256SUMS'), sums.join(''));
  return 'built';
}
