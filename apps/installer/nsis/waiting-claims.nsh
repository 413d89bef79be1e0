; How many claims wait for a result: shown on a page, where somebody looks on. It stops nothing, and without an answer nothing is said.

Var WaitingClaims ; "" when it is not known

!macro DefineWaitingClaims UN
; Asked from the installed client, which reads its outbox on a copy.
Function ${UN}CountWaitingClaims
  System::Store S
  StrCpy $WaitingClaims ""
  StrCpy $1 "$INSTDIR\versions\$InstalledVersion"
  ${If} $InstalledVersion != ""
    Push "$1\runtime"
    Call ${UN}ReadFirstLine
    Pop $0
    ${RunProgram} "$INSTDIR\runtime\$0\node.exe" '"$1\client.mjs" --count-waiting' "$INSTDIR" "$PLUGINSDIR\waiting.txt" "NUL" ${COUNT_TIMEOUT_MS}
    ${If} $RunExitCode == 0
      Push "$PLUGINSDIR\waiting.txt"
      Call ${UN}ReadFirstLine
      Pop $0
      StrCpy $1 $0 8
      StrCpy $0 $0 "" 8
      IntOp $2 $0 + 0
      ${If} $1 == "waiting "
      ${AndIf} $2 == $0
        StrCpy $WaitingClaims $0
      ${EndIf}
    ${EndIf}
    ${Log} "claims that wait for a result: '$WaitingClaims'"
  ${EndIf}
  System::Store L
FunctionEnd
!macroend
!insertmacro DefineWaitingClaims ""
