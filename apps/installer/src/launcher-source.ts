import { cString } from './escape.ts';
import { launcherRefusals, type Refusal } from './messages.ts';
import { fillNames, type Names } from './wording.ts';

/** `messages.h`: what the launcher can say, from the one catalogue. */
export function launcherHeader(names: Names): string {
  const refusals = Object.entries<Refusal>(launcherRefusals).map(([name, refusal]) => {
    const fill = (text: string) => fillNames(text, names);
    const lines = [`${fill(refusal.title)}(${refusal.code})`, '', fill(refusal.cause), '', `次にすること: ${fill(refusal.next)}`, ''];
    return `static const struct refusal ${name} = { ${refusal.exitCode}, ${cString(...lines)} };`;
  });
  return [`#define PRODUCT_NAME ${cString(names.client)}`, 'struct refusal { UINT exitCode; const WCHAR *text; };', ...refusals, ''].join('\n');
}

/** `denso.rc`: icon, manifest and Japanese version information. */
export function launcherResource(names: Names): string {
  const numbers = `${names.version.replaceAll('.', ',')},0`;
  const strings = {
    CompanyName: names.client,
    FileDescription: names.client,
    FileVersion: names.version,
    InternalName: 'denso',
    OriginalFilename: 'denso.exe',
    ProductName: names.client,
    ProductVersion: names.version,
  };
  const values = Object.entries(strings).map(([name, value]) => `      VALUE "${name}", ${cString(value)}`);
  return [
    '1 ICON "app.ico"',
    '1 24 "denso.manifest.xml"',
    '1 VERSIONINFO',
    `FILEVERSION ${numbers}`,
    `PRODUCTVERSION ${numbers}`,
    'FILEOS 0x40004',
    'FILETYPE 1',
    'BEGIN',
    '  BLOCK "StringFileInfo"',
    '  BEGIN',
    '    BLOCK "041104b0"',
    '    BEGIN',
    ...values,
    '    END',
    '  END',
    '  BLOCK "VarFileInfo"',
    '  BEGIN',
    '    VALUE "Translation", 0x411, 0x4b0',
    '  END',
    'END',
    '',
  ].join('\n');
}
