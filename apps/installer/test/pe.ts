import { readFile } from 'node:fs/promises';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';

const japanese = { lang: 0x411, codepage: 1200 };
const manifestType = 24;

/** What Windows reads from a program before running it. */
export interface PeFacts {
  /** 0x14c is 32-bit x86. */
  readonly machine: number;
  /** 0x40 address space layout, 0x100 no execution of data, 0x8000 terminal server. */
  readonly flags: number;
  readonly timestamp: number;
  readonly manifest: string;
  /** Japanese version information, empty when there is none. */
  readonly version: Readonly<Record<string, string>>;
  readonly iconSizes: readonly number[];
}

export async function readPe(path: string): Promise<PeFacts> {
  const exe = NtExecutable.from(await readFile(path), { ignoreCert: true });
  const resources = NtExecutableResource.from(exe);
  const manifest = resources.entries.find(({ type }) => type === manifestType);
  const [group] = Resource.IconGroupEntry.fromEntries(resources.entries);
  return {
    machine: exe.newHeader.fileHeader.machine,
    flags: exe.newHeader.optionalHeader.dllCharacteristics,
    timestamp: exe.newHeader.fileHeader.timeDateStamp,
    manifest: manifest === undefined ? '' : Buffer.from(manifest.bin).toString('utf8'),
    version: Resource.VersionInfo.fromEntries(resources.entries)[0]?.getStringValues(japanese) ?? {},
    iconSizes: group?.icons.map(({ width }) => (width === 0 ? 256 : (width ?? 0))) ?? [],
  };
}
