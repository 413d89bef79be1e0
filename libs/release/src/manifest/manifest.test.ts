import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lintTexts } from '../../test/sample.ts';
import { createManifest, formatManifest, parseManifest, type ManifestInput } from './index.ts';

const digest = (digit: string) => digit.repeat(64);
const sampled = lintTexts({});
if (!sampled.ok) throw new Error('the sample has faults');

const input: ManifestInput = {
  release: sampled.release,
  signing: 'development',
  launcher: { sha256: digest('1'), bytes: 15_000 },
  layers: {
    runtime: { sha256: digest('2'), bytes: 19, files: [{ path: 'node.exe', sha256: digest('a'), bytes: 60 }] },
    client: {
      sha256: digest('3'),
      bytes: 5,
      files: [
        { path: 'trust.json', sha256: digest('b'), bytes: 3 },
        { path: 'client.mjs', sha256: digest('c'), bytes: 4 },
      ],
    },
    extras: { sha256: digest('4'), bytes: 6, files: [{ path: 'IESettingsCheck-9.1.0.exe', sha256: digest('d'), bytes: 7 }] },
  },
  tools: { makensis: 'v3.12' },
};
const manifest = createManifest(input);
/** The text of the manifest with values replaced, each named by its path. */
const spoilt = (values: Readonly<Record<string, unknown>>) => {
  const data = JSON.parse(formatManifest(manifest)) as object;
  for (const [place, value] of Object.entries(values)) {
    const keys = place.split('.');
    const holder = keys.slice(0, -1).reduce<object>((at, key) => Reflect.get(at, key) as object, data);
    Reflect.set(holder, keys.at(-1) ?? '', value);
  }
  return JSON.stringify(data);
};

describe('when a built release is described', () => {
  it('knows each layer with its folder, its size and its files in order', () => {
    expect(manifest.layers.map(({ name, target, installedBytes, files }) => [name, target, installedBytes, files.map(({ path }) => path)])).toEqual([
      ['runtime', `runtime\\${'a'.repeat(16)}`, 60, ['node.exe']],
      ['client', 'versions\\9.1.0', 7, ['client.mjs', 'trust.json']],
      ['extras', 'versions\\9.1.0', 7, ['IESettingsCheck-9.1.0.exe']],
    ]);
  });

  it('reads back as it was written', () => {
    expect(parseManifest(formatManifest(manifest))).toEqual(manifest);
  });

  it('has the same bytes in whatever order its files were found', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...input.layers.client.files], { minLength: 2 }), (files) => {
        const shuffled = createManifest({ ...input, layers: { ...input.layers, client: { ...input.layers.client, files } } });
        expect(formatManifest(shuffled)).toBe(formatManifest(manifest));
      }),
    );
  });
});

describe('when a manifest is not what it should be', () => {
  it('refuses another format, and says which it reads', () => {
    const other = spoilt({ formatVersion: 2, layers: 'elsewhere' });
    expect(() => parseManifest(other)).toThrow(expect.objectContaining({ code: 'MANIFEST_FORMAT', message: 'release.json: expected formatVersion 1, got 2' }));
  });

  it.each([
    ['layers.0.sha256', 'abc'],
    ['layers.1.installedBytes', 8],
    ['layers.1.files.0.path', '../denso.exe'],
    ['layers.1.files.0.path', 'C:/denso.exe'],
    ['layers.1.files.0.path', 'folder\\denso.exe'],
    ['layers.1.target', 'versions\\..'],
    ['layers', manifest.layers.toReversed()],
    ['layers', manifest.layers.slice(1)],
    ['tls.max', 'TLSv1.3'],
    ['signing', undefined],
  ])('refuses another %s: %j', (place, value) => {
    expect(() => parseManifest(spoilt({ [place]: value }))).toThrow(
      expect.objectContaining({ code: 'MANIFEST_INVALID', message: expect.stringContaining(`release.json: ${place}: `) }),
    );
  });

  it('refuses a file that Windows would write over another one', () => {
    expect(() => parseManifest(spoilt({ 'layers.1.files.0.path': 'TRUST.JSON' }))).toThrow('release.json: layers.1.files: each file once');
  });

  it('refuses a key that nobody knows', () => {
    expect(() => parseManifest(spoilt({ extra: 1 }))).toThrow('release.json: the whole: Unrecognized key: "extra"');
  });

  it('reports all departures together', () => {
    const text = spoilt({ version: '9', signing: 'none', tools: {} });
    expect(() => parseManifest(text)).toThrow(expect.objectContaining({ message: expect.stringMatching(/version: .*\n.*signing: .*\n.*tools\.makensis: /) }));
  });

  it('refuses what is no JSON', () => {
    expect(() => parseManifest('{"formatVersion": 1')).toThrow(expect.objectContaining({ code: 'MANIFEST_INVALID' }));
  });

  it('is not written in the first place', () => {
    const client = { ...input.layers.client, files: [] };
    expect(() => createManifest({ ...input, layers: { ...input.layers, client } })).toThrow(expect.objectContaining({ code: 'MANIFEST_INVALID' }));
  });
});
