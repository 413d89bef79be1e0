/** Releases that walks install, oldest first. */
export const versions = ['9.0.0', '9.1.0', '9.2.0'] as const;
export type Version = (typeof versions)[number];

/** What can go missing without any version of the program being damaged. */
export const losses = ['denso.exe', 'current', 'registration', 'Start menu'] as const;
export type Loss = (typeof losses)[number];

/** All that has to be known of a PC to say what the next act must lead to. */
export interface PcModel {
  /** Undefined where the program is not installed. */
  readonly current: Version | undefined;
  /** Versions kept beside it, oldest first. */
  readonly beside: readonly Version[];
  /** Versions that have a file with other bytes. */
  readonly damaged: readonly Version[];
  readonly lost: Loss | 'nothing';
  /** An installation was killed; the next one, or the next way back, settles what it left. */
  readonly isUnfinished: boolean;
  /** `own`: only the file that the facility put there itself. */
  readonly data: 'all' | 'own';
}

/** A PC on which a release was installed, or none, and nothing else happened. */
export function freshPc(current: Version | undefined): PcModel {
  return { current, beside: [], damaged: [], lost: 'nothing', isUnfinished: false, data: 'all' };
}

export function installed(pc: PcModel, version: Version): PcModel {
  return { ...turnedTo(pc, version), damaged: pc.damaged.filter((known) => known !== version) };
}

/** With another version current: what was current stays beside it. Whoever switches also puts right what was lost. */
export function turnedTo(pc: PcModel, version: Version): PcModel {
  const beside = versions.filter((known) => known !== version && (known === pc.current || pc.beside.includes(known)));
  return { ...pc, current: version, beside, lost: 'nothing', isUnfinished: false };
}

export function removed({ data }: PcModel): PcModel {
  return { ...freshPc(undefined), data };
}

export function previousOf({ current, beside }: PcModel): Version | undefined {
  return current === undefined ? undefined : beside.findLast((version) => isOlder(version, current));
}

export function isOlder(a: string, b: string): boolean {
  return a.localeCompare(b, 'en', { numeric: true }) < 0;
}

export function canStart({ current, damaged, lost }: PcModel): boolean {
  return current !== undefined && !damaged.includes(current) && lost !== 'denso.exe' && lost !== 'current';
}

/** Nothing is lost, damaged or unfinished. */
export function isSound({ damaged, lost, isUnfinished }: PcModel): boolean {
  return damaged.length === 0 && lost === 'nothing' && !isUnfinished;
}
