import type { PeHeaders } from '../authenticode/pe.ts';

/** Start of a VS_FIXEDFILEINFO structure (Windows, verrsrc.h), 0xFEEF04BD little-endian. */
const fixedFileInfo = Buffer.from([0xbd, 0x04, 0xef, 0xfe]);

/** The first three numbers of the version resource of a program, `22.23.2`; undefined when it has none. */
export function readFileVersion(bytes: Buffer, { sections }: PeHeaders): string | undefined {
  const resources = sections.find(({ name }) => name === '.rsrc');
  if (resources === undefined) return undefined;
  const data = bytes.subarray(resources.start, resources.start + resources.size);
  const at = data.indexOf(fixedFileInfo);
  if (at < 0 || at + 16 > data.length) return undefined;
  const [minor, major, , patch] = [8, 10, 12, 14].map((offset) => data.readUInt16LE(at + offset));
  return `${major}.${minor}.${patch}`;
}
