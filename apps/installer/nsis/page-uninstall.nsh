; The uninstaller's pages: what will go and what stays, then what became of it.

Var Purge    ; 1 when user data goes too
Var PurgeBox

UninstPage custom un.ShowConfirm un.LeaveConfirm
!define MUI_PAGE_HEADER_TEXT "$(uninstall.header)"
!define MUI_PAGE_HEADER_SUBTEXT " "
!insertmacro MUI_UNPAGE_INSTFILES
UninstPage custom un.ShowResult

Function un.ShowConfirm
  !insertmacro MUI_HEADER_TEXT "$(uninstall.header)" "$(uninstall.subheader)"
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
  GetDlgItem $Control $HWNDPARENT 1
  SendMessage $Control ${WM_SETTEXT} 0 "STR:$(uninstall.button)"
  nsDialogs::Show
FunctionEnd

Function un.LeaveConfirm
  ${NSD_GetState} $PurgeBox $Purge
  ${ForgetRefusal}
  Call un.CheckFree
  ${If} $FailExit <> 0
    MessageBox MB_OK|MB_ICONSTOP "$FailTitle($FailCode)$\r$\n$\r$\n$FailCause$\r$\n$\r$\n$(text.next)$FailNext"
    ${ForgetRefusal}
    Abort
  ${EndIf}
FunctionEnd

Function un.ShowResult
  !insertmacro MUI_HEADER_TEXT "$(uninstall.header)" " "
  nsDialogs::Create 1018
  Pop $Dialog
  ${If} $FailExit = 0
    ${Headline} 0 100% "$(uninstall.done)"
    ${If} $Purge = 1
      ${NSD_CreateLabel} 0 22u 100% 60u "$(uninstall.donePurged)"
    ${Else}
      ${NSD_CreateLabel} 0 22u 100% 60u "$(uninstall.doneKept)"
    ${EndIf}
    Pop $Control
  ${Else}
    ${Headline} 0 100% "$FailTitle($FailCode)"
    ${NSD_CreateLabel} 0 22u 100% 60u "$FailCause$\r$\n$\r$\n$(text.next)$FailNext"
    Pop $Control
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
