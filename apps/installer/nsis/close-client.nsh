; A client that runs is asked to end, never ended: its own command knows how to reach the one of this account, and that one knows whether a
; claim is on its way. The client of another account cannot be asked. The launcher starts the command as it starts everything else.

Var CloseAnswer ; "" not asked, or ended; busy; elsewhere: it is none that this account could ask; silent: no answer, or a version that cannot be asked
Var RunningWhy
Var RunningNext

!macro RunningWords NAME
  StrCpy $RunningWhy "$(running.${NAME}.why)"
  StrCpy $RunningNext "$(running.${NAME}.next)"
!macroend

!macro DefineCloseClient UN
; -> 1 when no client runs any more.
Function ${UN}CloseClient
  System::Store S
  StrCpy $2 0
  StrCpy $CloseAnswer "silent"
  ${RunProgram} "$INSTDIR\denso.exe" "close" "$INSTDIR" "NUL" "NUL" ${CLOSE_TIMEOUT_MS}
  ${If} $RunExitCode == ${CLIENT_BUSY}
    StrCpy $CloseAnswer "busy"
  ${ElseIf} $RunExitCode == ${CLIENT_NOT_OPEN}
    StrCpy $CloseAnswer "elsewhere"
  ${ElseIf} $RunExitCode == 0
    StrCpy $CloseAnswer "elsewhere" ; if another one runs on
    ${For} $0 1 ${CLOSED_LOOKS}
      Call ${UN}IsClientRunning
      Pop $1
      ${If} $1 = 0
        StrCpy $CloseAnswer ""
        StrCpy $2 1
        ${Break}
      ${EndIf}
      Sleep 100
    ${Next}
  ${EndIf}
  ${Log} "asked the client to end (exit code $RunExitCode), none runs any more ($2)"
  Push $2
  System::Store L
FunctionEnd

; Refuses because the client runs. Under /S it is asked first; where somebody looks on, there is a button for that.
Function ${UN}CheckClient
  System::Store S
  StrCpy $0 0
  ${If} ${Silent}
    Call ${UN}CloseClient
    Pop $0
  ${EndIf}
  ${If} $0 = 0
    ${If} $CloseAnswer == "busy"
      !insertmacro RunningWords busy
    ${ElseIf} $CloseAnswer == "elsewhere"
      !insertmacro RunningWords elsewhere
    ${ElseIf} $CloseAnswer == "silent"
      !insertmacro RunningWords silent
    ${Else}
      !insertmacro RunningWords notAsked
    ${EndIf}
    ${Refuse} clientRunning
  ${EndIf}
  System::Store L
FunctionEnd
!macroend
!insertmacro DefineCloseClient ""
