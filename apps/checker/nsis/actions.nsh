; What the buttons do.

!define PROBE_LOOK_MS 150

Function BeginProbe
  Call StartProbe
  StrCpy $window.busy yes
  Call ShowResult
  ${NSD_CreateTimer} OnProbeTimer ${PROBE_LOOK_MS}
FunctionEnd

Function OnProbeTimer
  StrCpy $0 0
  Call AwaitProbe
  ${If} $1 == yes
    ${NSD_KillTimer} OnProbeTimer
    Call TakeProbeResult
    StrCpy $window.busy no
    Call FinishCheck
    Call ShowResult
    Call FocusPrimary
  ${EndIf}
FunctionEnd

Function OnFix
  Pop $0
  Call AskForConsent
  ${If} $0 != yes
    Return
  ${EndIf}
  StrCpy $argument.for $account.shell
  Call ApplyFix
  Call ShowChange
FunctionEnd

; $0 is yes when the change is one tick in the user's own settings, or was agreed to.
Function AskForConsent
  StrCpy $0 yes
  StrCpy $1 ""
  ${If} $account.token != $account.shell
    Call AddressAccount
    StrCpy $1 "${TEXT_CONSENT_OTHER}: $account.address"
  ${ElseIf} $fix.kind == "delete-value"
    StrCpy $1 "${TEXT_CONSENT_DELETE}"
  ${ElseIf} $fix.kind == "override-machine"
    StrCpy $1 "${TEXT_CONSENT_OVERRIDE}"
  ${EndIf}
  ${If} $1 != ""
    MessageBox MB_YESNO|MB_ICONQUESTION "$1" IDYES agreed
    StrCpy $0 no
    agreed:
  ${EndIf}
FunctionEnd

Function OnUndo
  Pop $0
  StrCpy $argument.for $account.shell
  Call UndoFix
  Call ShowChange
FunctionEnd

; After a change: say why when there was none, read everything again, try the connection again.
Function ShowChange
  ${If} $fix.result == "S-299"
    MessageBox MB_OK|MB_ICONEXCLAMATION "${S_299}"
  ${ElseIf} $fix.result == "S-298"
    MessageBox MB_OK|MB_ICONEXCLAMATION "${S_298}"
  ${ElseIf} $fix.result == "S-294"
    MessageBox MB_OK|MB_ICONEXCLAMATION "${S_294}"
  ${ElseIf} $fix.result != ""
    MessageBox MB_OK|MB_ICONEXCLAMATION "${S_293}"
  ${EndIf}
  StrCpy $fix.result ""
  Call CheckAgain
FunctionEnd

Function OnAgain
  Pop $0
  Call CheckAgain
FunctionEnd

Function CheckAgain
  Call ReadThisPc
  ${If} $argument.probe == yes
    Call BeginProbe
  ${Else}
    Call FinishCheck
    Call ShowResult
  ${EndIf}
  Call FocusPrimary
FunctionEnd

Function OnGuide
  Pop $0
  SetShellVarContext current
  CreateDirectory "${RECORD_FOLDER}"
  ClearErrors
  SetOutPath "${RECORD_FOLDER}"
  File /oname=ie-guide.html guide.html
  SetOutPath "$PLUGINSDIR"
  ExecShell open "${RECORD_FOLDER}\ie-guide.html"
  ${If} ${Errors}
    MessageBox MB_OK|MB_ICONEXCLAMATION "${TEXT_GUIDE_FAILED}"
  ${EndIf}
FunctionEnd

Function OnSave
  Pop $0
  SetShellVarContext current
  nsDialogs::SelectFileDialog save "$DESKTOP\${TEXT_SAVE_NAME}.txt" "*.txt|*.txt"
  Pop $0
  ${If} $0 == ""
    Return
  ${EndIf}
  StrCpy $R0 $0 4 -4
  ${If} $R0 != ".txt"
    StrCpy $0 "$0.txt"
  ${EndIf}
  Call SaveResult
  ${If} $0 == saved
    MessageBox MB_OK|MB_ICONINFORMATION "${TEXT_SAVED}"
  ${Else}
    MessageBox MB_OK|MB_ICONEXCLAMATION "${TEXT_SAVE_FAILED}"
  ${EndIf}
FunctionEnd
