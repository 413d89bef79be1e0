; The connection runs in a process of its own: settings that were just corrected count for new processes, a window stays alive meanwhile,
; and a library that never returns can be ended with its process, which is ours.

!define PROBE_MS 8000
!define HOST_CHARACTERS "abcdefghijklmnopqrstuvwxyz0123456789.-"
!define STARTUP_INFO_BYTES 68
!define JOB_LIMIT_BYTES 112 ; JOBOBJECT_EXTENDED_LIMIT_INFORMATION
!define JOB_EXTENDED_LIMITS 9
!define KILL_ON_JOB_CLOSE 0x2000
!define CREATE_SUSPENDED 4

Var host.name
Var host.port
Var host.plain
Var probe.process ; handle of the running child, 0 when there is none
Var probe.file
Var probe.deadline
Var probe.job ; what the child belongs to: closing it, in whatever way this program ends, ends the child

!include probe-hello.nsh
!include probe-tcp.nsh
!include probe-wininet.nsh
!include probe-winhttp.nsh
!include zone.nsh

!macro KeepProbe _name
  WriteINIStr $argument.probeFile probe ${_name} "$probe.${_name}"
  FlushINI $argument.probeFile
!macroend

!macro TakeProbe _name
  ClearErrors
  ReadINIStr $0 $probe.file probe ${_name}
  ${IfNot} ${Errors}
    StrCpy $probe.${_name} $0
  ${EndIf}
!macroend

; $argument.host as name and port.
Function ParseHost
  StrCpy $0 $argument.host
  StrCpy $host.port ""
  StrCpy $host.name $0
  StrLen $1 $0
  ${DoWhile} $1 > 0
    IntOp $1 $1 - 1
    StrCpy $2 $0 1 $1
    ${If} $2 == ":"
      StrCpy $host.name $0 $1
      IntOp $1 $1 + 1
      StrCpy $host.port $0 "" $1
      ${ExitDo}
    ${EndIf}
  ${Loop}
  Call JudgeHostName
  IntOp $1 $host.port | 0
  ${If} $host.name == ""
  ${OrIf} $1 != $host.port
  ${OrIf} $1 < 1
  ${OrIf} $1 > 65535
  ${OrIfNot} $host.plain == yes
    ${StopWith} ${EXIT_USAGE} "${STOP_HOST}$\r$\n$argument.host"
  ${EndIf}
FunctionEnd

; A name that can stand in a command line and between quotes: letters, digits, dots and hyphens.
Function JudgeHostName
  StrCpy $host.plain yes
  StrLen $1 $host.name
  ${DoWhile} $1 > 0
    IntOp $1 $1 - 1
    StrCpy $2 $host.name 1 $1
    ${IfNot} "${HOST_CHARACTERS}" Contains $2
      StrCpy $host.plain no
    ${EndIf}
  ${Loop}
FunctionEnd

; The child: writes each result as soon as it is known, so that a late end still leaves what was seen.
Function RunProbe
  Call ParseHost
  Call ClearFacts
  StrCpy $hello.ciphers "${HELLO_WINDOWS_10}"
  Call ProbeTcp
  StrCpy $probe.hello $hello.result
  StrCpy $probe.asksCertificate $hello.asks
  !insertmacro KeepProbe tcp
  !insertmacro KeepProbe hello
  !insertmacro KeepProbe asksCertificate
  Call ProbeWininet
  !insertmacro KeepProbe wininet
  !insertmacro KeepProbe protocol
  Call ProbeWinhttp
  !insertmacro KeepProbe winhttp
  !insertmacro KeepProbe issuer
  !insertmacro KeepProbe root
  ${If} $probe.hello == tls12
  ${AndIf} $probe.winhttp <> 0
    Call ProbeAsWindows81
  ${EndIf}
  Call ReadZone
  WriteINIStr $argument.probeFile probe zone $zone
FunctionEnd

; The same hello without the suites that Windows 8.1 lacks: is it those that the server wants? (row 46)
Function ProbeAsWindows81
  Push $probe.tcp
  StrCpy $hello.ciphers "${HELLO_WINDOWS_81}"
  Call ProbeTcp
  Pop $probe.tcp
  StrCpy $probe.hello81 $hello.result
  !insertmacro KeepProbe hello81
FunctionEnd

; Starts the child. $probe.process is 0 when that failed.
Function StartProbe
  StrCpy $probe.file "$PLUGINSDIR\probe.ini"
  Delete $probe.file
  ; An empty UTF-16 file: WriteINIStr would otherwise write the issuer's name in the PC's code page.
  FileOpen $0 $probe.file w
  FileWriteUTF16LE /BOM $0 "$\r$\n"
  FileClose $0
  StrCpy $probe.process 0
  System::Call "*(&i${STARTUP_INFO_BYTES}) p .r1"
  System::Call "*$1(i ${STARTUP_INFO_BYTES})"
  System::Call "*(p 0, p 0, i 0, i 0) p .r2"
  StrCpy $3 '"$EXEPATH" /S "/PROBE=$probe.file" "/HOST=$argument.host"'
  System::Call "kernel32::CreateProcessW(p 0, w r3, p 0, p 0, i 0, i ${CREATE_SUSPENDED}, p 0, p 0, p r1, p r2) i .r4"
  ${If} $4 <> 0
    System::Call "*$2(p .r5, p .r6)"
    Call TieChild
    System::Call "kernel32::ResumeThread(p r6)"
    System::Call "kernel32::CloseHandle(p r6)"
    StrCpy $probe.process $5
    System::Call "kernel32::GetTickCount() i .r5"
    IntOp $probe.deadline $5 + ${PROBE_MS}
  ${EndIf}
  System::Free $1
  System::Free $2
FunctionEnd

; Process $5 shall not outlive this program.
Function TieChild
  System::Call "kernel32::CreateJobObjectW(p 0, p 0) p .r7"
  StrCpy $probe.job $7
  System::Call "*(&i${JOB_LIMIT_BYTES}) p .r8"
  System::Call "*$8(l, l, i ${KILL_ON_JOB_CLOSE})"
  System::Call "kernel32::SetInformationJobObject(p r7, i ${JOB_EXTENDED_LIMITS}, p r8, i ${JOB_LIMIT_BYTES})"
  System::Free $8
  System::Call "kernel32::AssignProcessToJobObject(p r7, p r5)"
FunctionEnd

; Waits up to $0 milliseconds. $1 is yes when the probe has ended; after ${PROBE_MS} it is ended.
Function AwaitProbe
  StrCpy $1 yes
  ${If} $probe.process = 0
    Return
  ${EndIf}
  System::Call "kernel32::WaitForSingleObject(p $probe.process, i r0) i .r2"
  ${If} $2 <> 0
    System::Call "kernel32::GetTickCount() i .r2"
    IntOp $2 $probe.deadline - $2
    ${If} $2 > 0
      StrCpy $1 no
      Return
    ${EndIf}
  ${EndIf}
  System::Call "kernel32::CloseHandle(p $probe.job)"
  System::Call "kernel32::CloseHandle(p $probe.process)"
  StrCpy $probe.process 0
FunctionEnd

; What the child wrote becomes facts. No word about TCP means that not even the name was found in time.
Function TakeProbeResult
  StrCpy $probe.tcp timeout
  StrCpy $probe.hello none
  StrCpy $probe.asksCertificate no
  StrCpy $probe.hello81 none
  StrCpy $probe.wininet -1
  StrCpy $probe.winhttp -1
  StrCpy $probe.protocol ""
  StrCpy $probe.issuer ""
  StrCpy $probe.root unknown
  !insertmacro TakeProbe tcp
  !insertmacro TakeProbe hello
  !insertmacro TakeProbe asksCertificate
  !insertmacro TakeProbe hello81
  !insertmacro TakeProbe wininet
  !insertmacro TakeProbe winhttp
  !insertmacro TakeProbe protocol
  !insertmacro TakeProbe issuer
  !insertmacro TakeProbe root
  ClearErrors
  ReadINIStr $0 $probe.file probe zone
  ${IfNot} ${Errors}
    StrCpy $zone $0
  ${EndIf}
FunctionEnd
