import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyChange } from './changed-installer.ts';
import { addInstruments } from './instruments.ts';

const nsis = join(import.meta.dirname, '../../nsis');
const script = readdirSync(nsis).map((file) => ({ file, text: readFileSync(join(nsis, file), 'utf8') }));

describe('when the installer is built for facilities', () => {
  it('has nothing of the instruments of the lab', () => {
    for (const { text } of script) expect(text).not.toMatch(/LabStep|LabClock|togo-lab|TerminateProcess\(p -1|instruments\.nsh/);
  });
});

describe('when instruments are added to the script', () => {
  it('adds lines and changes none', () => {
    for (const { file, text } of script) {
      const lines = addInstruments(file, text).split('\n');
      expect(lines.filter((line) => !/LabStep|LabClock|instruments\.nsh/.test(line)).join('\n')).toBe(text);
    }
  });

  it('puts a step after the journal is on disk and before the act that it announces', () => {
    expect(addInstruments('journal.nsh', 'FileWrite $JournalHandle "x"\nSystem::Call \'kernel32::FlushFileBuffers(p $JournalHandle)\'\n!macroend')).toBe(
      'FileWrite $JournalHandle "x"\nSystem::Call \'kernel32::FlushFileBuffers(p $JournalHandle)\'\n  !insertmacro LabStep "journal: ${LINE}"\n!macroend',
    );
  });

  it.each([
    'Delete $0', 'RMDir "$INSTDIR"', 'CreateDirectory $INSTDIR', 'WriteRegStr HKLM "k" "n" "v"', 'WriteReg${TYPE} HKLM "k" "n" `v`', 'DeleteRegKey HKLM "k"',
    'CreateShortcut "a.lnk" "a.exe"', 'WriteUninstaller "u.exe"', 'FileOpen $0 "x" w', '${COMMAND} $0', 'FileWrite $0 "9.1.0$\\r$\\n"',
    "System::Call 'kernel32::GetExitCodeProcess(p R2, *i .r8)'",
  ])('takes %s as a step', (statement) => {
    expect(addInstruments('x.nsh', `  ${statement}\nFunctionEnd`)).toBe(`  ${statement}\n  !insertmacro LabStep "x.nsh:1"\nFunctionEnd`);
  });

  it('waits until the result of a call has been fetched', () => {
    const call = "System::Call 'kernel32::MoveFileExW(w r0, w r1, i 9) i.s'";
    expect(addInstruments('x.nsh', `${call}\nPop $2\nNop`)).toBe(`${call}\nPop $2\n  !insertmacro LabStep "x.nsh:2"\nNop`);
  });

  it.each(['; Delete $0', 'FileRead $0 $1', 'FileOpen $0 "x" r', 'ReadRegStr $0 HKLM "k" "n"', '!define Delete x'])('takes %s for no step', (line) => {
    expect(addInstruments('x.nsh', `${line}\nNop`)).toBe(`${line}\nNop`);
  });
});

describe('when a text of the script is replaced', () => {
  const text = 'Function A\n    Call B\n    Call C\nFunctionEnd\n';

  it('finds it whatever its indentation', () => {
    expect(applyChange(text, { file: 'a.nsh', find: 'Call B\nCall C\n', replace: 'Call D\n' })).toBe('Function A\n    Call D\nFunctionEnd\n');
  });

  it.each(['Call X', 'Call'])('refuses %j, which is not there exactly once', (find) => {
    expect(() => applyChange(text, { file: 'a.nsh', find, replace: '' })).toThrow(expect.objectContaining({ code: 'CHANGE_DOES_NOT_APPLY' }));
  });
});
