import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '@togo/foundation';
import { formatManifest, parseManifest, type LayerName, type Manifest } from '@togo/release/manifest';
import { longAgo, readReleaseFiles, type CheckedRelease } from '../release-files.ts';
import { ask, differing, type ReleaseCheck } from './check.ts';

/** Whom a verifier believes. Nothing of it comes from what is verified. */
export interface Anchors {
  /** Root of the code-signing certificates and of the time-stamp authority, PEM. */
  readonly rootPem: string;
  readonly tsaRootPem: string;
  /** The trust.json that clients of this release are to have. */
  readonly trust: Buffer;
  /** The root.json of the publisher whose updates they are to take. */
  readonly root: Uint8Array;
}

/** A release under verification: what it says of itself, and what the reviewed files of this checkout say. */
export interface Subject {
  readonly manifest: Manifest;
  /** The bytes of release.json. */
  readonly manifestText: string;
  readonly written: CheckedRelease;
  readonly anchors: Anchors;
  /** A scratch folder, gone when the verification ends. */
  readonly scratch: string;
  /** Folder with the unpacked files of each layer at hand. */
  readonly layers: ReadonlyMap<LayerName, string>;
}

/** A file out of a layer. */
export async function readFromLayer({ layers }: Pick<Subject, 'layers'>, layer: LayerName, name: string): Promise<Buffer> {
  return readFile(join(layers.get(layer) ?? layer, name));
}

type ReadManifest = Pick<Subject, 'manifest' | 'manifestText' | 'written'>;

/**
 * Judges release.json against releases/<version>. What has a check of its own (upgradesFrom, tls, runtime, layers) is left to that.
 *
 * @returns the two, unless one cannot be read.
 */
export async function readManifest(text: string): Promise<{ check: ReleaseCheck; read?: ReadManifest }> {
  let read: ReadManifest | undefined;
  const expected = 'release.json, formatVersion 1, in its one spelling, saying what releases/<version>/release.yaml says';
  const check = await ask('release', expected, 'so it is', async () => {
    const manifest = parseManifest(text);
    const written = await readWritten(manifest.version);
    read = { manifest, manifestText: text, written };
    const { release } = written;
    return [
      ...(formatManifest(manifest) === text ? [] : ['other bytes than this manifest has']),
      ...differing('title', release.title, manifest.title),
      ...differing('productNames', inOrder(release.productNames), inOrder(manifest.productNames)),
      ...differing('os', release.os, manifest.os),
      ...differing('reception', inOrder(release.reception), inOrder(manifest.reception)),
    ];
  });
  return read === undefined ? { check } : { check, read };
}

async function readWritten(version: string): Promise<CheckedRelease> {
  try {
    return await readReleaseFiles(version, longAgo);
  } catch (cause) {
    if (!(cause instanceof CodedError)) throw cause;
    throw new CodedError('RELEASE_UNKNOWN', `version ${version} cannot be compared: ${cause.message}`, { cause });
  }
}

function inOrder(object: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
}
