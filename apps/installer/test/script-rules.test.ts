import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const folder = join(import.meta.dirname, '../nsis');
const lines = readdirSync(folder).flatMap((file) =>
  readFileSync(join(folder, file), 'utf8').split('\n').map((text, index) => ({ where: `${file}:${index + 1}`, text: text.replace(/^\s*;.*$/, '').trim() })),
);
const matching = (pattern: RegExp): string[] => lines.filter(({ text }) => pattern.test(text)).map(({ where, text }) => `${where} ${text}`);

describe('when the script deletes', () => {
  it('never deletes a folder with what is in it, nor at the next restart', () => {
    expect(matching(/\/REBOOTOK|RMDir\s+\/r|\bRMDir\b[^;]*\s\/r\b/i)).toEqual([]);
  });

  it('never deletes by wildcard', () => {
    expect(matching(/^\s*(Delete|\$\{RemoveFile\}|RMDir|Rename)\b.*[*?]/i)).toEqual([]);
  });
});

describe('when the script starts a program', () => {
  it('does so in one place only, and never through a shell or an association', () => {
    expect(matching(/\b(Exec|ExecWait|ExecShell|ExecShellWait)\b|nsExec|cmd\.exe|powershell|rundll32/i)).toEqual([]);
    expect(matching(/CreateProcess/).map((line) => line.split(':')[0])).toEqual(['process.nsh']);
  });

  it('names it by an absolute path in the install folder', () => {
    const started = matching(/^\$\{(Run|Start)Program\} "/);
    expect(started).toHaveLength(5);
    for (const line of started) expect(line).toMatch(/Program\} "(\$INSTDIR|\$\{JOURNAL_FOLDER\})\\/);
  });

  it('takes nothing to run from a temporary folder or from beside the installer', () => {
    expect(matching(/\$TEMP|\$EXEDIR|\$EXEPATH/)).toEqual([]);
    expect(matching(/\$PLUGINSDIR/).filter((line) => !/SetOutPath|\.ico"|notes\.txt"|waiting\.txt"/.test(line))).toEqual([]);
  });
});

describe('when the script talks to Windows', () => {
  it('quotes every path that Windows will start later', () => {
    expect(matching(/UninstallString"/).every((line) => /'"\$INSTDIR\\uninstall\.exe"( \/S)?'$/.test(line))).toBe(true);
    expect(matching(/UninstallString"/)).toHaveLength(2);
  });

  it('offers no file dialog, which would run as administrator', () => {
    expect(matching(/MUI_(UN)?PAGE_DIRECTORY|SelectFolderDialog|SelectFileDialog|DirText|Page directory/i)).toEqual([]);
  });
});
