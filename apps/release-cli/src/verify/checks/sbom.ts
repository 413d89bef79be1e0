import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { ask, differing, type ReleaseCheck } from '../check.ts';
import { readFromLayer, type Subject } from '../subject.ts';

const component = z.object({
  type: z.string(),
  name: z.string(),
  version: z.string(),
  hashes: z.array(z.object({ alg: z.string(), content: z.string() })).optional(),
});
const bomSchema = z.object({
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.literal('1.6'),
  metadata: z.object({ component: z.object({ version: z.string() }) }),
  components: z.array(component),
});

/** The bill of materials names everything of other people that a facility gets; what that is, client.mjs itself tells. */
export function checkSbom(subject: Subject, dist: string): Promise<ReleaseCheck> {
  const { manifest } = subject;
  return ask('sbom', 'CycloneDX 1.6 naming the runtime, 7za, the NSIS stub and every package in client.mjs', 'all of them', async () => {
    const bom = bomSchema.parse(JSON.parse(await readFile(join(dist, 'sbom.cdx.json'), 'utf8')));
    const code = (await readFromLayer(subject, 'client', 'client.mjs')).toString('utf8');
    const libraries = bom.components.filter(({ type }) => type === 'library');
    const named = libraries.map(({ name, version }) => `${name} ${version}`).sort();
    const unnamed = [...wrappedPackages(code)].filter((name) => libraries.every((library) => library.name !== name));
    const node = bom.components.find(({ name }) => name === 'node');
    const stub = bom.components.find(({ name }) => name === 'nsis-stub');
    return [
      ...differing('of version', manifest.version, bom.metadata.component.version),
      ...differing('packages', noticedPackages(code).join(', '), named.join(', ')),
      ...unnamed.map((name) => `${name} is in client.mjs and not named`),
      ...differing('node', manifest.runtime.node, node?.version),
      ...differing('SHA-256 of node.exe', manifest.runtime.sha256, node?.hashes?.find(({ alg }) => alg === 'SHA-256')?.content),
      ...differing('nsis-stub', manifest.tools.makensis.replace(/^v/, ''), stub?.version),
      ...(bom.components.some(({ name }) => name === '7za') ? [] : ['7za is not named']),
    ];
  });
}

/** Packages whose licence stands at the end of client.mjs: `name version`, sorted. Licences have `Version 1.0.0` in a line too, npm names no capitals. */
export function noticedPackages(code: string): string[] {
  const notices = code.slice(code.lastIndexOf('/*!\n'));
  return [...notices.matchAll(/^((?:@[a-z0-9._-]+\/)?[a-z0-9._-]+ \d+\.\d+\.\d+\S*)\n\n/gm)].map(([, name = '']) => name).sort();
}

/** Packages in CommonJS form: esbuild leaves the place of each of their files in the bundle. */
export function wrappedPackages(code: string): Set<string> {
  return new Set([...code.matchAll(/"((?:@[\w.-]+\/)?[\w.-]+)\/[^"\s]*"\((?:exports|module)/g)].map(([, name = '']) => name));
}
