/** Where the product lies on a PC. The lab is an outside judge: it knows these from the documents, not from the installer. */
export const programFolder = 'C:\\Program Files (x86)\\KaigoDenso';
export const dataFolder = 'C:\\ProgramData\\KaigoDenso';
export const startMenu = 'C:\\ProgramData\\Microsoft\\Windows\\Start Menu\\Programs\\介護伝送ソフト';
export const launcher = `${programFolder}\\denso.exe`;
export const uninstaller = `${programFolder}\\uninstall.exe`;
export const journal = `${programFolder}\\journal`;
export const installLogs = `${dataFolder}\\logs\\install`;

/** The entry under Apps & features as 32-bit programs see it, and where 64-bit ones would look. */
export const uninstallKeys = [
  'HKLM\\Software\\Wow6432Node\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\KaigoDenso',
  'HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\KaigoDenso',
] as const;

/** The program before ours (docs/decisions/0017-ver8.md), and where its data is taken over to. */
export const ver8Folder = 'C:\\KaigoDenso8';
export const ver8Program = `${ver8Folder}\\DENSO8.EXE`;
export const ver8Shortcut = 'C:\\ProgramData\\Microsoft\\Windows\\Start Menu\\Programs\\介護伝送ソフト Ver.8.lnk';
export const ver8Copies = `${dataFolder}\\ver8`;
export const ver8Keys = [
  'HKLM\\Software\\Wow6432Node\\KaigoDenso8',
  'HKLM\\Software\\Wow6432Node\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\KaigoDenso8',
] as const;

/** All that a PC is put back by. */
export const savedPlaces = [programFolder, dataFolder, startMenu, ver8Folder, ver8Shortcut];
export const savedKeys = [...uninstallKeys, ...ver8Keys];

/** The lab's own folder on the PC: instruments.nsh says what lies there. */
export const labFolder = 'C:\\togo-lab';
export const askedLog = `${labFolder}\\install.log`;

/** A path as a scenario writes it: below the program folder, below `%DATA%`, or absolute. */
export function placeOf(written: string): string {
  if (/^[CZ]:\\/.test(written)) return written;
  return written.startsWith('%DATA%\\') ? `${dataFolder}${written.slice('%DATA%'.length)}` : `${programFolder}\\${written}`;
}

/** What changes on a PC without saying anything about the installation. DriverDateData: the display's, when Wine starts its desktop anew. */
const unrelated = /\\AppData\\Local\\Temp\\|^C:\\windows\\temp\\|PendingFileRenameOperations|^C:\\togo-lab\\|^C:\\ProgramData\\KaigoDenso\\logs\\install\\|\\DriverDateData$/i;

export function isUnrelated(name: string): boolean {
  return unrelated.test(name);
}
