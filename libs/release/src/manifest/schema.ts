import * as z from 'zod';
import { hostName, os, port, probePath, productNames, runtime, sha256, title, tls, version } from '../fields.ts';

/** The layers of an installation, in the order in which they are listed and installed. */
export const layerNames = ['runtime', 'client', 'extras'] as const;
export type LayerName = (typeof layerNames)[number];

const bytes = z.int().min(0);
/** A path inside a layer: forward slashes, and only names that Windows can create. */
const filePath = z.string().regex(/^(?!.*(^|\/)\.)(?!.*[. ](\/|$))[A-Za-z0-9_. -]+(\/[A-Za-z0-9_. -]+)*$/, 'a relative path with forward slashes');

const layer = z
  .strictObject({
    name: z.enum(layerNames),
    sha256,
    bytes,
    installedBytes: bytes,
    /** The folder below the installation folder, with back slashes. */
    target: z.string().regex(/^(runtime\\[0-9a-f]{16}|versions\\\d+\.\d+\.\d+)$/, 'runtime\\<16 hexadecimal digits> or versions\\<version>'),
    files: z.array(z.strictObject({ path: filePath, sha256, bytes })).min(1),
  })
  .refine(({ installedBytes, files }) => installedBytes === files.reduce((sum, file) => sum + file.bytes, 0), {
    path: ['installedBytes'],
    error: 'the sum of the bytes of its files',
  })
  .refine(({ files }) => new Set(files.map(({ path }) => path.toLowerCase())).size === files.length, {
    path: ['files'],
    error: 'each file once, upper and lower case being the same',
  });

/** release.json: what a built release is, byte for byte. It is installed beside the client. */
export const manifestSchema = z
  .strictObject({
    formatVersion: z.literal(1),
    version,
    title,
    productNames,
    /** `development`: signed with keys that nobody outside trusts. The welcome page says so. */
    signing: z.enum(['development', 'production', 'unsigned']),
    tls,
    os,
    runtime,
    reception: z.strictObject({ host: hostName, port, probePath }),
    upgradesFrom: z.string().min(1),
    launcher: z.strictObject({ sha256, bytes }),
    layers: z.array(layer).length(layerNames.length),
    tools: z.strictObject({ makensis: z.string().min(1) }),
  })
  .refine(({ layers }) => layers.every(({ name }, index) => name === layerNames[index]), { path: ['layers'], error: layerNames.join(', ') });

export type Manifest = z.output<typeof manifestSchema>;
export type Layer = Manifest['layers'][number];
