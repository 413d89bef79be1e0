; One walk over the running programs: the shell of this session, shells of other sessions, open Internet Explorers.

!define SNAPSHOT_PROCESSES 2
!define PROCESS_ENTRY_BYTES 556
!define QUERY_LIMITED_INFORMATION 0x1000

Var session.id
Var shell.process ; id of this session's shell, 0 when there is none
Var process.id
Var process.session
Var process.name
Var explorer.ids ; Internet Explorers of this session: "12,50,"

Function ScanProcesses
  StrCpy $shell.process 0
  StrCpy $account.others 0
  StrCpy $explorer.ids ""
  System::Call "kernel32::GetCurrentProcessId() i .r0"
  System::Call "kernel32::ProcessIdToSessionId(i r0, *i .r1)"
  StrCpy $session.id $1
  Call FindShellWindow
  System::Call "kernel32::CreateToolhelp32Snapshot(i ${SNAPSHOT_PROCESSES}, i 0) p .R0"
  System::Call "*(i ${PROCESS_ENTRY_BYTES}, i, i, p, i, i, i, i, i, &w260) p .R1"
  System::Call "kernel32::Process32FirstW(p R0, p R1) i .R2"
  ${While} $R2 <> 0
    System::Call "*$R1(i, i, i .r0, p, i, i, i, i, i, &w260 .r1)"
    StrCpy $process.id $0
    StrCpy $process.name $1
    System::Call "kernel32::ProcessIdToSessionId(i r0, *i .r2)"
    StrCpy $process.session $2
    Call NoteProcess
    System::Call "kernel32::Process32NextW(p R0, p R1) i .R2"
  ${EndWhile}
  System::Free $R1
  System::Call "kernel32::CloseHandle(p R0)"
FunctionEnd

; The window of the desktop belongs to the shell, whatever program that is.
Function FindShellWindow
  System::Call "user32::GetShellWindow() p .r0"
  ${If} $0 <> 0
    System::Call "user32::GetWindowThreadProcessId(p r0, *i .r1)"
    StrCpy $shell.process $1
  ${EndIf}
FunctionEnd

Function NoteProcess
  ${If} $process.name == "explorer.exe"
    ${If} $process.session <> $session.id
      IntOp $account.others $account.others + 1
    ${ElseIf} $shell.process = 0
      StrCpy $shell.process $process.id
    ${EndIf}
  ${ElseIf} $process.name == "iexplore.exe"
  ${AndIf} $process.session = $session.id
    StrCpy $explorer.ids "$explorer.ids$process.id,"
  ${EndIf}
FunctionEnd
