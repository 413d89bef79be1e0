import { join } from 'node:path';
import { parseManifest, type Manifest } from '@togo/release/manifest';
import { assertRangeAllowed, parseTrust, type Trust } from '@togo/tls-policy';
import { ClientError } from './client-error.ts';
import { limits } from './limits.ts';
import type { ClientCode } from './messages/notice.ts';
import type { Places } from './places.ts';
import { readText } from './read-file.ts';

/** What this version is, and whom it believes. */
export interface Installation {
  readonly manifest: Manifest;
  readonly trust: Trust;
}

/**
 * Reads the files beside the bundle.
 *
 * @throws ClientError `I-481` for release.json, its TLS range included; `I-482` for trust.json.
 */
export async function readInstallation(places: Places): Promise<Installation> {
  const manifest = await readManifest(places);
  const trust = await readPart('I-482', join(places.program, 'trust.json'), parseTrust);
  return { manifest, trust };
}

/** @throws ClientError `I-481` */
export function readManifest(places: Places): Promise<Manifest> {
  return readPart('I-481', join(places.program, 'release.json'), (text) => {
    const manifest = parseManifest(text);
    assertRangeAllowed(manifest.version, manifest.tls);
    return manifest;
  });
}

async function readPart<T>(code: ClientCode, path: string, parse: (text: string) => T): Promise<T> {
  try {
    return parse(await readText(path, limits.manifestMaxBytes));
  } catch (cause) {
    throw new ClientError(code, cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
