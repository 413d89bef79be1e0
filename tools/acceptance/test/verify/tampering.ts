import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sevenZip from '7zip-bin';
import { canonicalJson, sha256 } from '@togo/foundation';
import { hashFile, listFiles } from '@togo/foundation/files';
import { run } from '@togo/foundation/run';
import { formatManifest, parseManifest, type LayerName, type Manifest } from '@togo/release/manifest';

/** Ways to change a finished release, as a thief would who has the folder and no key. */

export async function change(file: string, edit: (bytes: Buffer) => Uint8Array | string): Promise<void> {
  await writeFile(file, edit(await readFile(file)));
}

/** @param at offset, or a share of the length. */
export function flipBit(at: number): (bytes: Buffer) => Buffer {
  return (bytes) => {
    const copy = Buffer.from(bytes);
    const offset = at < 1 ? Math.floor(bytes.length * at) : at;
    copy.writeUInt8(copy.readUInt8(offset) ^ 1, offset);
    return copy;
  };
}

/** Replaces a text that stands in a file exactly once. */
export function replaceOnce(from: string, to: string): (bytes: Buffer) => string {
  return (bytes) => {
    const parts = bytes.toString('utf8').split(from);
    if (parts.length !== 2) throw new Error(`expected ${JSON.stringify(from)} once, found it ${parts.length - 1} times`);
    return parts.join(to);
  };
}

/** Bytes behind the signature that the certificate table's sizes include: the trick of CVE-2013-3900. */
export function hideInSignature(bytes: Buffer): Buffer {
  const optional = bytes.readUInt32LE(0x3c) + 24;
  const entry = optional + 96 + 4 * 8;
  const [table, size] = [bytes.readUInt32LE(entry), bytes.readUInt32LE(entry + 4)];
  const copy = Buffer.concat([bytes, Buffer.alloc(16, 'A')]);
  copy.writeUInt32LE(size + 16, entry + 4);
  copy.writeUInt32LE(bytes.readUInt32LE(table) + 16, table);
  return copy;
}

/** Switches off the flag that forbids the execution of data. */
export function allowExecutionOfData(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  const flags = bytes.readUInt32LE(0x3c) + 24 + 70;
  copy.writeUInt16LE(copy.readUInt16LE(flags) & ~0x100, flags);
  return copy;
}

interface Statement {
  subject: { name: string; digest: { sha256: string } }[];
}

/** Makes provenance and SHA256SUMS agree with what is there now, as a lying builder would. */
export async function seal(dist: string): Promise<void> {
  await change(join(dist, 'provenance.json'), (bytes) => {
    const statement = JSON.parse(bytes.toString('utf8')) as Statement;
    statement.subject = [];
    return JSON.stringify(statement);
  });
  const subjects = (await sums(dist)).filter(({ name }) => name !== 'provenance.json');
  await change(join(dist, 'provenance.json'), (bytes) => {
    const statement = JSON.parse(bytes.toString('utf8')) as Statement;
    return `${canonicalJson({ ...statement, subject: subjects.map(({ name, hash }) => ({ name, digest: { sha256: hash } })) })}\n`;
  });
  await writeSums(dist);
}

export async function writeSums(dist: string): Promise<void> {
  await writeFile(join(dist, 'SHA256SUMS'), (await sums(dist)).map(({ name, hash }) => `${hash}  ${name}\n`).join(''));
}

async function sums(dist: string): Promise<{ name: string; hash: string }[]> {
  const names = (await listFiles(dist)).filter((name) => name !== 'SHA256SUMS');
  return Promise.all(names.map(async (name) => ({ name, hash: await hashFile(join(dist, name)) })));
}

/** Changes release.json so that it still reads as one. */
export async function changeManifest(dist: string, edit: (manifest: Manifest) => Manifest): Promise<void> {
  await change(join(dist, 'release.json'), (bytes) => formatManifest(edit(parseManifest(bytes.toString('utf8')))));
}

/** Packs a layer anew with one of its files changed, and makes release.json say so. */
export async function changeLayer(dist: string, name: LayerName, path: string, edit: (bytes: Buffer) => Uint8Array | string): Promise<void> {
  const { layers } = parseManifest(await readFile(join(dist, 'release.json'), 'utf8'));
  const layer = layers.find((candidate) => candidate.name === name);
  if (layer === undefined) throw new Error(`no layer ${name}`);
  const [archive, folder] = [join(dist, 'layers', `${layer.sha256}.7z`), join(dist, '..', `${name}-unpacked`)];
  await run(sevenZip.path7za, ['x', '-y', `-o${folder}`, archive]);
  await rm(archive);
  await change(join(folder, path), edit);
  await run(sevenZip.path7za, ['a', '-t7z', '-mx=1', archive, '.'], { cwd: folder });
  const packed = await readFile(archive);
  await rename(archive, join(dist, 'layers', `${sha256(packed)}.7z`));
  const changed = await readFile(join(folder, path));
  const files = layer.files.map((file) => (file.path === path ? { path, sha256: sha256(changed), bytes: changed.length } : file));
  const forged = { ...layer, sha256: sha256(packed), bytes: packed.length, files, installedBytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
  await changeManifest(dist, (manifest) => ({ ...manifest, layers: layers.map((candidate) => (candidate.name === name ? forged : candidate)) }));
  await rm(folder, { recursive: true });
}
