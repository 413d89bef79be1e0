import { canonicalJson } from '@togo/foundation';
import type { Release } from '../release/schema.ts';
import { checkManifest } from './parse-manifest.ts';
import { layerNames, type Layer, type LayerName, type Manifest } from './schema.ts';

/** A layer as it was built: the archive, and the files that come out of it. */
export type BuiltLayer = Pick<Layer, 'sha256' | 'bytes' | 'files'>;

export interface ManifestInput {
  readonly release: Release;
  readonly signing: Manifest['signing'];
  readonly launcher: Manifest['launcher'];
  readonly layers: Readonly<Record<LayerName, BuiltLayer>>;
  readonly tools: Manifest['tools'];
}

/** The name of a runtime's folder: the first 16 digits of the SHA-256 of its node.exe. */
export function runtimeId(runtimeSha256: string): string {
  return runtimeSha256.slice(0, 16);
}

/**
 * Describes a built release. Folders, sizes and order follow from the input.
 *
 * @throws CodedError `MANIFEST_INVALID` when what was built is no release.
 */
export function createManifest({ release, signing, launcher, layers, tools }: ManifestInput): Manifest {
  const { version, title, productNames, tls, os, runtime, reception, upgradesFrom } = release;
  const targets: Readonly<Record<LayerName, string>> = {
    runtime: `runtime\\${runtimeId(runtime.sha256)}`,
    client: `versions\\${version}`,
    extras: `versions\\${version}`,
  };
  return checkManifest({
    formatVersion: 1,
    version,
    title,
    productNames,
    signing,
    tls,
    os,
    runtime,
    reception,
    upgradesFrom,
    launcher,
    layers: layerNames.map((name) => ({
      ...layers[name],
      name,
      target: targets[name],
      installedBytes: layers[name].files.reduce((sum, file) => sum + file.bytes, 0),
      files: layers[name].files.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    })),
    tools,
  });
}

/** The bytes of release.json: one spelling for one manifest. */
export function formatManifest(manifest: Manifest): string {
  return `${canonicalJson(manifest)}\n`;
}
