; The uninstaller's pages about the previous version. Going back is offered where there is one: it comes first, because it can be undone.

Var Job             ; what the uninstaller does, said behind the client's name; in the title bar too
Var Rollback        ; 1 when the previous version is wanted, not the removal
Var RollbackAsked   ; 1 when the command line says so
Var PreviousVersion ; "" when there is none
Var BackBox
Var RemoveBox

; Stays on the page while somebody else is at work or the client runs.
!macro RequireFree
  ${ForgetRefusal}
  Call un.CheckFree
  ${If} $FailExit <> 0
    MessageBox MB_OK|MB_ICONSTOP "$FailTitle($FailCode)$\r$\n$\r$\n$FailCause$\r$\n$\r$\n$(text.next)$FailNext"
    ${ForgetRefusal}
    Abort
  ${EndIf}
!macroend

; On the page that comes first when the choice was not asked.
!macro HideBack
  ${If} $RollbackAsked = 1
  ${OrIf} $PreviousVersion == ""
    GetDlgItem $Control $HWNDPARENT 3
    ShowWindow $Control ${SW_HIDE}
  ${EndIf}
!macroend

!macro Choice Y NAME CONTROL
  ${NSD_CreateRadioButton} 0 ${Y}u 100% 12u "$(choice.${NAME}.label)"
  Pop ${CONTROL}
!macroend

!macro ChoiceHint Y NAME
  ${NSD_CreateLabel} 12u ${Y}u 285u 12u "$(choice.${NAME}.hint)"
  Pop $Control
  SetCtlColors $Control 0x4D4D4D transparent
!macroend

; Not shown when the command line has answered already, or there is nothing to go back to.
Function un.ShowChoice
  ${If} $RollbackAsked = 1
  ${OrIf} $PreviousVersion == ""
    Abort
  ${EndIf}
  !insertmacro MUI_HEADER_TEXT "$(text.client)$Job" "$(choice.subheader)"
  nsDialogs::Create 1018
  Pop $Dialog
  !insertmacro Choice 6 back $BackBox
  !insertmacro Choice 50 remove $RemoveBox
  !insertmacro ChoiceHint 20 back
  !insertmacro ChoiceHint 64 remove
  ${NSD_Check} $BackBox
  ${NSD_SetFocus} $BackBox
  nsDialogs::Show
FunctionEnd

Function un.LeaveChoice
  ${NSD_GetState} $BackBox $Rollback
  StrCpy $Job "$(uninstall.job)"
  ${If} $Rollback = 1
    StrCpy $Job "$(rollback.job)"
  ${EndIf}
FunctionEnd

Function un.ShowRollback
  ${If} $Rollback = 0
    Abort
  ${EndIf}
  !insertmacro MUI_HEADER_TEXT "$(text.client)$Job" "$(rollback.subheader)"
  !insertmacro HideBack
  nsDialogs::Create 1018
  Pop $Dialog
  ${NSD_CreateLabel} 0 0 100% 100u "$(rollback.text)"
  Pop $Control
  GetDlgItem $Control $HWNDPARENT 1
  SendMessage $Control ${WM_SETTEXT} 0 "STR:$(rollback.button)"
  nsDialogs::Show
FunctionEnd

Function un.LeaveRollback
  !insertmacro RequireFree
FunctionEnd
