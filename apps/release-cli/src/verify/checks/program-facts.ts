import { readFile } from 'node:fs/promises';
import { CodedError } from '@togo/foundation';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { coerce, gte } from 'semver';
import { ask, differing, type ProgramKind, type ReleaseCheck } from '../check.ts';
import type { Subject } from '../subject.ts';

const x86 = 0x14c;
/** IMAGE_DLLCHARACTERISTICS of the PE/COFF specification. */
const flags = { 'address space layout randomization': 0x40, 'no execution of data': 0x100, 'terminal server aware': 0x8000 };
const manifestType = 24;
/** Windows refuses or redirects a program that does not name the system that it runs on. */
const systems = { 'windows-8.1': '{1f676c76-80e1-4239-95bb-83d0f6d0da78}', 'windows-10': '{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}' };
/** Older ones have known holes: CVE-2025-43715. */
const oldestMakensis = '3.11.0';

interface Design {
  readonly level: 'asInvoker' | 'requireAdministrator';
  readonly product: 'installer' | 'client' | 'checker';
  /** Made by NSIS, whose stub names its version and hardens the search for DLLs. */
  readonly isNsis: boolean;
}

const designs: Readonly<Record<ProgramKind, Design>> = {
  installer: { level: 'requireAdministrator', product: 'installer', isNsis: true },
  update: { level: 'requireAdministrator', product: 'installer', isNsis: true },
  checker: { level: 'asInvoker', product: 'checker', isNsis: true },
  launcher: { level: 'asInvoker', product: 'client', isNsis: false },
};

/**
 * What Windows reads from a program before running it.
 *
 * @param exe undefined when there is no such program.
 * @param expected version and names; without release.json, those of the release that the program says to be of.
 */
export function checkProgram(kind: ProgramKind, exe: string | undefined, { version, productNames, os, makensis }: ProgramExpectations): Promise<ReleaseCheck> {
  const { level, product, isNsis } = designs[kind];
  const expected = `32 bits, ${Object.keys(flags).join(', ')}, ${level}, ${os.join(' and ')}, ${productNames[product]} ${version}`;
  return ask(`pe.${kind}`, expected, 'all of it', async () => {
    if (exe === undefined) return ['no such program'];
    const bytes = await readFile(exe);
    const facts = readFacts(bytes);
    const nsis = /<description>Nullsoft Install System v([^<]*)<\/description>/.exec(facts.manifest)?.[1];
    return [
      ...(facts.machine === x86 ? [] : [`machine ${facts.machine.toString(16)}`]),
      ...Object.entries(flags).filter(([, flag]) => (facts.flags & flag) === 0).map(([name]) => `without ${name}`),
      ...differing('requestedExecutionLevel', level, /<requestedExecutionLevel level="([^"]*)"/.exec(facts.manifest)?.[1]),
      ...os.filter((name) => !facts.manifest.includes(`<supportedOS Id="${systems[name]}"`)).map((name) => `${name} is not among its supportedOS`),
      ...differing('ProductName', productNames[product], facts.strings['ProductName']),
      ...differing('ProductVersion', version, facts.strings['ProductVersion']),
      ...(isNsis ? nsisFaults(bytes, nsis, makensis) : []),
    ];
  });
}

export interface ProgramExpectations {
  readonly version: string;
  readonly productNames: Subject['manifest']['productNames'];
  readonly os: Subject['manifest']['os'];
  /** As release.json names it; absent for an exe alone that carries none. */
  readonly makensis?: string;
}

/** What a program says of itself. */
export interface ProgramFacts {
  readonly machine: number;
  readonly flags: number;
  readonly manifest: string;
  /** Version information, empty when there is none. */
  readonly strings: Readonly<Record<string, string>>;
}

/** @throws CodedError `PROGRAM_UNREADABLE` */
export function readFacts(bytes: Buffer): ProgramFacts {
  const { exe, entries } = openProgram(bytes);
  const manifest = entries.find(({ type }) => type === manifestType);
  const [info] = Resource.VersionInfo.fromEntries(entries);
  const [language] = info?.getAllLanguagesForStringValues() ?? [];
  return {
    machine: exe.newHeader.fileHeader.machine,
    flags: exe.newHeader.optionalHeader.dllCharacteristics,
    manifest: manifest === undefined ? '' : Buffer.from(manifest.bin).toString('utf8'),
    strings: info === undefined || language === undefined ? {} : info.getStringValues(language),
  };
}

function openProgram(bytes: Buffer): { exe: NtExecutable; entries: NtExecutableResource['entries'] } {
  try {
    const exe = NtExecutable.from(bytes, { ignoreCert: true });
    return { exe, entries: NtExecutableResource.from(exe).entries };
  } catch (cause) {
    throw new CodedError('PROGRAM_UNREADABLE', `it cannot be read as a Windows program: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

function nsisFaults(bytes: Buffer, found: string | undefined, makensis: string | undefined): string[] {
  if (found === undefined) return ['it does not say which NSIS made it'];
  const version = coerce(found);
  return [
    ...(makensis === undefined ? [] : differing('NSIS', makensis.replace(/^v/, ''), found)),
    ...(version !== null && gte(version, oldestMakensis) ? [] : [`made by NSIS ${found}, expected ${oldestMakensis} or later`]),
    ...(bytes.includes('SetDefaultDllDirectories') ? [] : ['it does not call SetDefaultDllDirectories']),
  ];
}
