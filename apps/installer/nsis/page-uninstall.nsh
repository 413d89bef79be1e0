; The uninstaller's pages: which of its two jobs, what that means, then what became of it.

Var Purge    ; 1 when user data goes too
Var PurgeBox

UninstallCaption "$(text.client)$Job" ; before un.onInit only the name
UninstPage custom un.ShowChoice un.LeaveChoice
UninstPage custom un.ShowConfirm un.LeaveConfirm
UninstPage custom un.ShowRollback un.LeaveRollback
!define MUI_PAGE_HEADER_TEXT "$(text.client)$Job"
!define MUI_PAGE_HEADER_SUBTEXT " "
!insertmacro MUI_UNPAGE_INSTFILES
UninstPage custom un.ShowResult

Function un.ShowConfirm
  ${If} $Rollback = 1
    Abort
  ${EndIf}
  !insertmacro MUI_HEADER_TEXT "$(text.client)$Job" "$(uninstall.subheader)"
  !insertmacro HideBack
  nsDialogs::Create 1018
  Pop $Dialog
  ${NSD_CreateLabel} 0 0 100% 40u "$(uninstall.text)"
  Pop $Control
  ${NSD_CreateCheckbox} 0 60u 100% 12u "$(uninstall.purge)"
  Pop $PurgeBox
  ${If} $Purge = 1
    ${NSD_Check} $PurgeBox
  ${EndIf}
  ${NSD_CreateLabel} 12u 74u 285u 24u "$(uninstall.purgeHint)"
  Pop $Control
  SetCtlColors $Control 0x4D4D4D transparent
  Call un.CountWaitingClaims
  ${If} $WaitingClaims > 0
    ${Sign} 0 104u warn
    ${NSD_CreateLabel} 18u 104u 280u 30u "$(uninstall.waiting)"
    Pop $Control
  ${EndIf}
  GetDlgItem $Control $HWNDPARENT 1
  SendMessage $Control ${WM_SETTEXT} 0 "STR:$(uninstall.button)"
  nsDialogs::Show
FunctionEnd

Function un.LeaveConfirm
  ${NSD_GetState} $PurgeBox $Purge
  !insertmacro RequireFree
FunctionEnd

!macro Outcome MARK TITLE TEXT
  ${Sign} 0 0 ${MARK}
  ${Headline} 18u 280u `${TITLE}`
  ${NSD_CreateLabel} 18u 22u 280u 100u `${TEXT}`
  Pop $Control
!macroend

Function un.ShowResult
  !insertmacro MUI_HEADER_TEXT "$(text.client)$Job" " "
  nsDialogs::Create 1018
  Pop $Dialog
  ${If} $FailExit = 0
  ${AndIf} $Rollback = 1
    !insertmacro Outcome ok "$(rollback.done)" "$(rollback.doneText)"
  ${ElseIf} $FailExit = 0
  ${AndIf} $Purge = 1
    !insertmacro Outcome ok "$(uninstall.done)" "$(uninstall.donePurged)"
  ${ElseIf} $FailExit = 0
    !insertmacro Outcome ok "$(uninstall.done)" "$(uninstall.doneKept)"
  ${Else}
    !insertmacro Outcome stop "$FailTitle($FailCode)" "$FailCause$\r$\n$\r$\n$(text.next)$FailNext"
  ${EndIf}
  GetDlgItem $Control $HWNDPARENT 1
  SendMessage $Control ${WM_SETTEXT} 0 "STR:$(text.close)"
  EnableWindow $Control 1
  GetDlgItem $Control $HWNDPARENT 2
  ShowWindow $Control ${SW_HIDE}
  GetDlgItem $Control $HWNDPARENT 3
  ShowWindow $Control ${SW_HIDE}
  nsDialogs::Show
FunctionEnd
