; The command line: /S /REPORT=file /FIX /UNDO /FOR=sid /HOST=host:port /NOPROBE /FACTS=file

Var argument.fix
Var argument.undo
Var argument.for
Var argument.host
Var argument.probe
Var argument.facts
Var argument.probeFile ; of the child that makes the connection
Var argument.word

Function ParseArguments
  StrCpy $report.handle ${INVALID_HANDLE}
  StrCpy $argument.fix no
  StrCpy $argument.undo no
  StrCpy $argument.probe yes
  StrCpy $argument.host "${RECEPTION_HOST}:${RECEPTION_PORT}"
  System::Call "kernel32::GetCommandLineW() p .R0"
  System::Call "shell32::CommandLineToArgvW(p R0, *i .R1) p .R2"
  ${For} $R3 1 31
    ${If} $R3 >= $R1
      ${ExitFor}
    ${EndIf}
    IntOp $R4 $R3 * 4
    IntOp $R4 $R2 + $R4
    System::Call "*$R4(w .R5)"
    StrCpy $argument.word $R5
    Call TakeArgument
  ${Next}
  System::Call "kernel32::LocalFree(p R2)"
  ${If} $argument.fix == yes
  ${AndIf} $argument.undo == yes
    ${StopWith} ${EXIT_USAGE} "${STOP_BOTH}"
  ${EndIf}
  ${If} $argument.facts != ""
  ${AndIf} $argument.fix$argument.undo != nono
    ${StopWith} ${EXIT_USAGE} "${STOP_FACTS}"
  ${EndIf}
  ${If} $argument.facts != ""
    StrCpy $argument.probe no
  ${EndIf}
  Call ParseHost
FunctionEnd

!macro TakeValue _prefix _variable
  ${If} $argument.word StartsWith "${_prefix}"
    StrLen $R6 "${_prefix}"
    StrCpy ${_variable} $argument.word "" $R6
    ${If} ${_variable} == ""
      ${StopWith} ${EXIT_USAGE} "${STOP_VALUE}$\r$\n${_prefix}"
    ${EndIf}
    Return
  ${EndIf}
!macroend

Function TakeArgument
  !insertmacro TakeValue "/REPORT=" $argument.report
  !insertmacro TakeValue "/HOST=" $argument.host
  !insertmacro TakeValue "/FACTS=" $argument.facts
  !insertmacro TakeValue "/PROBE=" $argument.probeFile
  !insertmacro TakeValue "/FOR=" $argument.for
  ${If} $argument.word == "/FIX"
    StrCpy $argument.fix yes
  ${ElseIf} $argument.word == "/UNDO"
    StrCpy $argument.undo yes
  ${ElseIf} $argument.word == "/NOPROBE"
    StrCpy $argument.probe no
  ${ElseIf} $argument.word OneOf ",/S,/NCRC,"
    Return
  ${Else}
    ${StopWith} ${EXIT_USAGE} "${STOP_WORD}$\r$\n$argument.word"
  ${EndIf}
FunctionEnd
