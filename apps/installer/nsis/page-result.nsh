; The end: what was observed, what to do next, Internet Explorer's setting, and the release notes. The client is not started from here: this program runs as
; administrator, often in another person's account.

Var Notes

!macro Notes LABEL TOP HEIGHT
  ${NSD_CreateLabel} 0 ${LABEL}u 100% 9u "$(result.notes)"
  Pop $Control
  nsDialogs::CreateControl EDIT ${DEFAULT_STYLES}|${WS_TABSTOP}|${WS_VSCROLL}|${ES_MULTILINE}|${ES_READONLY} ${WS_EX_CLIENTEDGE} \
    0 ${TOP}u 100% ${HEIGHT}u ""
  Pop $Notes
  Call FillNotes
!macroend

Function ShowResult
  ${If} $FailExit = 0
    !insertmacro MUI_HEADER_TEXT "$(result.header)" "$(result.subheader)"
  ${Else}
    !insertmacro MUI_HEADER_TEXT "$(result.failedHeader)" "$(result.failedSubheader)"
  ${EndIf}
  nsDialogs::Create 1018
  Pop $Dialog
  ${If} $FailExit = 0
    ${Sign} 0 0 ok
    ${If} $InstallKind == "repair"
      ${Headline} 18u 280u "$(result.repaired)"
    ${Else}
      ${Headline} 18u 280u "$(result.title)"
    ${EndIf}
    ${NSD_CreateLabel} 18u 14u 280u 26u "$(result.text)"
    Pop $Control
    Call CreateCheck
    ${If} $CheckAct == ""
      !insertmacro Notes 84 94 46
    ${Else}
      !insertmacro Notes 100 110 30
    ${EndIf}
  ${Else}
    ${Sign} 0 0 stop
    ${Headline} 18u 280u "$FailTitle($FailCode)"
    ${NSD_CreateLabel} 18u 18u 280u 36u "$FailCause"
    Pop $Control
    ${NSD_CreateLabel} 18u 58u 280u 40u "$(text.next)$FailNext"
    Pop $Control
    ${NSD_CreateLabel} 18u 104u 280u 34u "$(result.detail)"
    Pop $Control
    SetCtlColors $Control 0x4D4D4D transparent
  ${EndIf}
  GetDlgItem $Control $HWNDPARENT 1
  ${If} $FailExit = 0
    SendMessage $Control ${WM_SETTEXT} 0 "STR:$(text.finish)"
  ${Else}
    SendMessage $Control ${WM_SETTEXT} 0 "STR:$(text.close)"
  ${EndIf}
  EnableWindow $Control 1
  GetDlgItem $Control $HWNDPARENT 2
  ShowWindow $Control ${SW_HIDE}
  GetDlgItem $Control $HWNDPARENT 3
  ShowWindow $Control ${SW_HIDE}
  nsDialogs::Show
FunctionEnd

; The notes are longer than an NSIS string may be: straight from the file (UTF-16 with a final NUL) into the control.
Function FillNotes
  System::Store S
  System::Call 'kernel32::CreateFileW(w "$PLUGINSDIR\notes.txt", i 0x80000000, i 1, p 0, i 3, i 0, p 0) p.r0'
  ${If} $0 P<> -1
    System::Call 'kernel32::GetFileSize(p r0, p 0) i.r1'
    System::Alloc $1
    Pop $2
    System::Call 'kernel32::ReadFile(p r0, p r2, i r1, *i .r3, p 0) i.r4'
    ${If} $4 <> 0
      SendMessage $Notes ${WM_SETTEXT} 0 $2
    ${EndIf}
    System::Free $2
    System::Call 'kernel32::CloseHandle(p r0)'
  ${EndIf}
  System::Store L
FunctionEnd
