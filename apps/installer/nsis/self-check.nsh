; A version proves itself on this PC before it becomes current. The exit code alone proves nothing: its answer is read too.

; The first lines of what a failed self-check wrote, for support.
!macro LogHead FILE
  ClearErrors
  FileOpen $0 "${FILE}" r
  ${IfNot} ${Errors}
    ${For} $2 1 10
      ClearErrors
      FileRead $0 $1
      ${If} ${Errors}
        ${Break}
      ${EndIf}
      ${Log} "  $1"
    ${Next}
    FileClose $0
  ${EndIf}
!macroend

; FAILED and TIMED_OUT: how it is refused.
!macro DefineSelfCheck UN FAILED TIMED_OUT
; file, text -> 1 when the text occurs in the file. Reads pieces that overlap, so that a text across two of them is found.
Function ${UN}FileContains
  System::Store S
  Pop $1
  Pop $0
  StrCpy $5 0
  StrCpy $3 ""
  ClearErrors
  FileOpen $2 $0 r
  ${IfNot} ${Errors}
    ${Do}
      ClearErrors
      FileRead $2 $4 512
      ${If} ${Errors}
        ${Break}
      ${EndIf}
      Push "$3$4"
      Push $1
      Call ${UN}Contains
      Pop $5
      StrCpy $3 "$3$4"
      StrLen $6 $3
      ${If} $6 > 100
        StrCpy $3 $3 "" -100
      ${EndIf}
    ${LoopUntil} $5 = 1
    FileClose $2
  ${EndIf}
  ClearErrors
  Push $5
  System::Store L
FunctionEnd

Function ${UN}SelfCheck
  System::Store S
  StrCpy $0 "$INSTDIR\versions\$TargetVersion"
  ${Journal} "carry self-check.json"
  ${Journal} "carry self-check.err"
  ${StartProgram} "$INSTDIR\$TargetRuntime\node.exe" '"$0\client.mjs" --self-check --offline --json' \
    $0 "${JOURNAL_FOLDER}\self-check.json" "${JOURNAL_FOLDER}\self-check.err"
  !if "${UN}" == ""
    Call ProveBase ; meanwhile
  !endif
  ${AwaitProgram} ${SELF_CHECK_TIMEOUT_MS}
  Push "${JOURNAL_FOLDER}\self-check.json"
  Push '"ok":true'
  Call ${UN}FileContains
  Pop $1
  Push "${JOURNAL_FOLDER}\self-check.json"
  Push '"version":"$TargetVersion"'
  Call ${UN}FileContains
  Pop $2
  ${Log} "self-check: exit code $RunExitCode, says ok: $1, says $TargetVersion: $2"
  ${If} $RunExitCode == "timeout"
    ${Refuse} ${TIMED_OUT}
  ${ElseIf} $RunExitCode != 0
  ${OrIf} $1 = 0
  ${OrIf} $2 = 0
    Call ${UN}LogSelfCheckOutput
    ${Refuse} ${FAILED}
  ${EndIf}
  System::Store L
FunctionEnd

Function ${UN}LogSelfCheckOutput
  System::Store S
  !insertmacro LogHead "${JOURNAL_FOLDER}\self-check.json"
  !insertmacro LogHead "${JOURNAL_FOLDER}\self-check.err"
  ClearErrors
  System::Store L
FunctionEnd
!macroend
!insertmacro DefineSelfCheck "" selfCheckFailed selfCheckTimedOut
