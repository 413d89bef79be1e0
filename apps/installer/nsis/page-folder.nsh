; Where it goes. Only shown at a first installation, and only shown: an elevated program must not offer a file dialog, and nothing
; may run from a folder that others can write to.
Function ShowFolder
  ${If} $InstallKind != "fresh"
    Abort
  ${EndIf}
  !insertmacro MUI_HEADER_TEXT "$(folder.header)" "$(folder.subheader)"
  nsDialogs::Create 1018
  Pop $Dialog
  ${NSD_CreateLabel} 0 0 100% 12u "$(folder.program)"
  Pop $Control
  ${NSD_CreateText} 0 13u 100% 13u "$INSTDIR"
  Pop $Control
  SendMessage $Control ${EM_SETREADONLY} 1 0
  ${NSD_CreateLabel} 0 36u 100% 12u "$(folder.data)"
  Pop $Control
  ${NSD_CreateText} 0 49u 100% 13u "${DATA}"
  Pop $Control
  SendMessage $Control ${EM_SETREADONLY} 1 0
  ${NSD_CreateLabel} 0 74u 100% 40u "$(folder.text)"
  Pop $Control
  GetDlgItem $Control $HWNDPARENT 1
  SendMessage $Control ${WM_SETTEXT} 0 "STR:$(text.install)"
  nsDialogs::Show
FunctionEnd
