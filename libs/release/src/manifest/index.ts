export { createManifest, formatManifest, runtimeId, type BuiltLayer, type ManifestInput } from './create-manifest.ts';
export { parseManifest, type ManifestErrorCode } from './parse-manifest.ts';
export { layerNames, type Layer, type LayerName, type Manifest } from './schema.ts';
