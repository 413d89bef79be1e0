/** A Windows that a facility may have: 64-bit, Japanese, with Internet Explorer 11. */
export type Persona = 'win10' | 'win81';

export const personas: readonly Persona[] = ['win10', 'win81'];

/** Ours in place of those of Windows. The full-width names are the ones that NSIS's Japanese pages ask for. */
const fonts = {
  IPAPGothic: [
    'MS Shell Dlg',
    'MS Shell Dlg 2',
    'MS UI Gothic',
    'MS PGothic',
    'ＭＳ Ｐゴシック',
    'Tahoma',
    'Meiryo UI',
    'Meiryo',
    'メイリオ',
    'Yu Gothic UI',
    'Segoe UI',
    'System',
    'MS Sans Serif',
  ],
  IPAGothic: ['MS Gothic', 'ＭＳ ゴシック'],
} as const;

const white = '255 255 255';
const black = '0 0 0';

/** Registry keys and values, written as in a `.reg` file. */
type Settings = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A desktop of fixed size gives windows their title bars without a window manager. */
const settings: Settings = {
  'HKEY_CURRENT_USER\\Software\\Wine\\Fonts\\Replacements': Object.fromEntries(
    Object.entries(fonts).flatMap(([ours, theirs]) => theirs.map((name) => [name, `"${ours}"`])),
  ),
  'HKEY_CURRENT_USER\\Software\\Wine\\Explorer': { Desktop: '"Default"' },
  'HKEY_CURRENT_USER\\Software\\Wine\\Explorer\\Desktops': { Default: '"1024x768"' },
  'HKEY_CURRENT_USER\\Control Panel\\Colors': {
    ...Object.fromEntries(['ActiveTitle', 'GradientActiveTitle', 'InactiveTitle', 'GradientInactiveTitle'].map((name) => [name, `"${white}"`])),
    ...Object.fromEntries(['TitleText', 'InactiveTitleText'].map((name) => [name, `"${black}"`])),
  },
  'HKEY_LOCAL_MACHINE\\System\\CurrentControlSet\\Control\\Nls\\Language': { Default: '"0411"', InstallLanguage: '"0411"' },
};

/** Windows 10 brought these values. Wine gives them to every version, which would make programs take 8.1 for something newer. */
const since10 = { CurrentMajorVersionNumber: '-', CurrentMinorVersionNumber: '-' };

const only: Readonly<Record<Persona, Settings>> = {
  win10: {},
  win81: {
    'HKEY_LOCAL_MACHINE\\Software\\Microsoft\\Windows NT\\CurrentVersion': since10,
    'HKEY_LOCAL_MACHINE\\Software\\Wow6432Node\\Microsoft\\Windows NT\\CurrentVersion': since10,
  },
};

/** What a persona is beyond a fresh Wine prefix and `winecfg -v`, as a registry script. */
export function personaSettings(persona: Persona): string {
  const lines = Object.entries({ ...settings, ...only[persona] }).flatMap(([key, values]) => [
    `[${key}]`,
    ...Object.entries(values).map(([name, value]) => `"${name}"=${value}`),
    '',
  ]);
  return ['Windows Registry Editor Version 5.00', '', ...lines].join('\r\n');
}
