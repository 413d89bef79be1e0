import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ComponentType, HashAlgorithm } from '@cyclonedx/cyclonedx-library/Enums';
import { Bom, Component, HashDictionary, LicenseExpression, LicenseRepository, SpdxLicense } from '@cyclonedx/cyclonedx-library/Models';
import { JSON as Json, JsonSerializer } from '@cyclonedx/cyclonedx-library/Serialize';
import { Spec1dot6 } from '@cyclonedx/cyclonedx-library/Spec';
import type { Cut } from './cut.ts';

interface Bundled {
  readonly packages: readonly { readonly name: string; readonly version: string; readonly license: string }[];
}

/** The CycloneDX 1.6 bill of materials of what a facility gets: every third-party part that is on its PC afterwards. */
export async function describeContents(cut: Cut): Promise<string> {
  const { release } = cut.known('release');
  const product = new Component(ComponentType.Application, release.productNames.installer, { bomRef: 'installer', version: cut.version, description: release.title });
  const bundled = JSON.parse(await readFile(join(cut.known('clientDir'), 'bundled.json'), 'utf8')) as Bundled;
  const parts = [
    part(ComponentType.Platform, 'node', release.runtime.node, 'MIT', `pkg:npm/node-win-x86@${release.runtime.node}`, release.runtime.sha256),
    part(ComponentType.Application, '7za', '21.07', 'LGPL-2.1-or-later', 'pkg:npm/7zip-bin@5.2.0'),
    part(ComponentType.Application, 'nsis-stub', cut.known('toolchain').makensis.version.replace(/^v/, ''), 'Zlib', undefined),
    ...bundled.packages.map(({ name, version, license }) => part(ComponentType.Library, name, version, license, `pkg:npm/${name.replace('@', '%40')}@${version}`)),
  ];
  const bom = new Bom();
  bom.metadata.component = product;
  for (const component of parts) {
    bom.components.add(component);
    product.dependencies.add(component.bomRef);
  }
  const serializer = new JsonSerializer(new Json.Normalize.Factory(Spec1dot6));
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`;
}

function part(type: ComponentType, name: string, version: string, spdxId: string, purl: string | undefined, sha256?: string): Component {
  return new Component(type, name, {
    bomRef: `${name}@${version}`,
    version,
    licenses: new LicenseRepository([/^[A-Za-z0-9.-]+$/.test(spdxId) ? new SpdxLicense(spdxId) : new LicenseExpression(spdxId)]),
    ...(purl === undefined ? {} : { purl }),
    ...(sha256 === undefined ? {} : { hashes: new HashDictionary([[HashAlgorithm['SHA-256'], sha256]]) }),
  });
}
