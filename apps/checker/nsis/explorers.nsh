; Internet Explorers that do not know the corrected setting: open in this session since before the correction.

; $session.ieRunning from the ids that ScanProcesses kept, against the time of the undo record.
Function NoteOldExplorers
  StrCpy $session.ieRunning no
  ${If} $record.usable != yes
    Return
  ${EndIf}
  StrCpy $3 "$record.path.ini"
  System::Call "kernel32::CreateFileW(w r3, i ${GENERIC_READ}, i 3, p 0, i ${OPEN_EXISTING}, i 0x80, p 0) p .r0"
  System::Call "kernel32::GetFileTime(p r0, p 0, p 0, *l .R0)"
  System::Call "kernel32::CloseHandle(p r0)"
  StrCpy $4 $explorer.ids
  ${While} $4 != ""
    StrCpy $5 ""
    ${Do}
      StrCpy $6 $4 1
      StrCpy $4 $4 "" 1
      ${If} $6 == ","
        ${ExitDo}
      ${EndIf}
      StrCpy $5 "$5$6"
    ${Loop}
    Call NoteExplorer
  ${EndWhile}
FunctionEnd

; Process $5, the correction's time in $R0. One whose time cannot be read counts as old: asking to close it does no harm.
Function NoteExplorer
  StrCpy $1 -1
  System::Call "kernel32::OpenProcess(i ${QUERY_LIMITED_INFORMATION}, i 0, i r5) p .r0"
  ${If} $0 <> 0
    System::Call "kernel32::GetProcessTimes(p r0, *l .R1, *l, *l, *l) i .r2"
    ${If} $2 <> 0
      System::Call "kernel32::CompareFileTime(*l R1, *l R0) i .r1"
    ${EndIf}
    System::Call "kernel32::CloseHandle(p r0)"
  ${EndIf}
  ${If} $1 < 0
    StrCpy $session.ieRunning yes
  ${EndIf}
FunctionEnd
