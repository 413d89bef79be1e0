; どの作業が必要ですか: the three cases of the notice decide what a facility is told. Only the first one installs.

Var Case ; own | vendor | agent
Var CaseOwn
Var CaseVendor
Var CaseAgent

!macro CaseChoice Y NAME CONTROL
  ${NSD_CreateRadioButton} 0 ${Y}u 100% 12u "$(case.${NAME}.label)"
  Pop ${CONTROL}
  ${If} $Case == "${NAME}"
    ${NSD_Check} ${CONTROL}
    ${NSD_SetFocus} ${CONTROL}
  ${EndIf}
!macroend

!macro CaseHint Y NAME
  ${NSD_CreateLabel} 12u ${Y}u 280u 12u "$(case.${NAME}.hint)"
  Pop $Control
  SetCtlColors $Control 0x4D4D4D transparent
!macroend

Function ShowCases
  ${If} $Case == ""
    StrCpy $Case "own"
  ${EndIf}
  !insertmacro MUI_HEADER_TEXT "$(cases.header)" "$(cases.subheader)"
  GetDlgItem $Control $HWNDPARENT 2
  ShowWindow $Control ${SW_SHOW} ; the guidance pages hide it
  nsDialogs::Create 1018
  Pop $Dialog
  ; The radio buttons come first and together, so that the arrow keys walk through them.
  !insertmacro CaseChoice 6 own $CaseOwn
  !insertmacro CaseChoice 50 vendor $CaseVendor
  !insertmacro CaseChoice 94 agent $CaseAgent
  !insertmacro CaseHint 20 own
  !insertmacro CaseHint 64 vendor
  !insertmacro CaseHint 108 agent
  nsDialogs::Show
FunctionEnd

Function LeaveCases
  StrCpy $Case "own"
  ${NSD_GetState} $CaseVendor $Control
  ${If} $Control = ${BST_CHECKED}
    StrCpy $Case "vendor"
  ${EndIf}
  ${NSD_GetState} $CaseAgent $Control
  ${If} $Control = ${BST_CHECKED}
    StrCpy $Case "agent"
  ${EndIf}
  ${Log} "case: $Case"
FunctionEnd

; For the two other cases: what to do instead. Nothing is installed.
Function ShowGuidance
  ${If} $Case == "own"
    Abort
  ${EndIf}
  !insertmacro MUI_HEADER_TEXT "$(cases.header)" "$(guidance.subheader)"
  nsDialogs::Create 1018
  Pop $Dialog
  ${If} $Case == "vendor"
    ${Headline} 0 100% "$(case.vendor.title)"
    ${NSD_CreateLabel} 0 22u 100% 96u "$(case.vendor.text)"
  ${Else}
    ${Headline} 0 100% "$(case.agent.title)"
    ${NSD_CreateLabel} 0 22u 100% 96u "$(case.agent.text)"
  ${EndIf}
  Pop $Control
  GetDlgItem $Control $HWNDPARENT 1
  SendMessage $Control ${WM_SETTEXT} 0 "STR:$(text.close)"
  GetDlgItem $Control $HWNDPARENT 2
  ShowWindow $Control ${SW_HIDE}
  nsDialogs::Show
FunctionEnd

Function LeaveGuidance
  ${If} $Case == "vendor"
    SetErrorLevel ${answer.otherVendor}
  ${Else}
    SetErrorLevel ${answer.delegated}
  ${EndIf}
  Call CloseLogs
  Quit
FunctionEnd
