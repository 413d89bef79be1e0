; The pages, in order. Each page has its own file.
!define MUI_CUSTOMFUNCTION_GUIINIT UnpackPictures
!define MUI_CUSTOMFUNCTION_UNGUIINIT un.UnpackPictures
!define MUI_CUSTOMFUNCTION_ABORT LeaveByCancel
!define MUI_HEADERIMAGE_BITMAP_STRETCH AspectFitHeight
!define MUI_WELCOMEFINISHPAGE_BITMAP_STRETCH AspectFitHeight

Var Dialog
Var Control
Var BoldFont
Var Icon

; ${Headline} "text" : the one bold line at the top of a page.
!macro Headline X WIDTH TEXT
  ${NSD_CreateLabel} ${X} 0 ${WIDTH} 12u "${TEXT}"
  Pop $Control
  CreateFont $BoldFont "Meiryo UI" 11 700
  SendMessage $Control ${WM_SETFONT} $BoldFont 1
!macroend
!define Headline "!insertmacro Headline"

; ${Sign} x y ok|warn|stop : a drawn mark as large as a small icon is on this screen; its word stands beside it.
!macro Sign X Y NAME
  ${NSD_CreateIcon} ${X} ${Y} 10u 10u ""
  Pop $Control
  !insertmacro SetSign $Control ${NAME}
!macroend
!macro SetSign CONTROL NAME
  System::Call 'user32::GetSystemMetrics(i 49) i.s' ; SM_CXSMICON
  Pop $Icon
  System::Call 'user32::LoadImageW(p 0, w "$PLUGINSDIR\${NAME}.ico", i 1, i $Icon, i $Icon, i 0x10) p.s' ; IMAGE_ICON, LR_LOADFROMFILE
  Pop $Icon
  SendMessage ${CONTROL} ${STM_SETIMAGE} 1 $Icon
!macroend
!define Sign "!insertmacro Sign"

; The texts of the language file that name "Nullsoft" or the folder are not ours.
!define MUI_INSTFILESPAGE_FINISHHEADER_TEXT "$(install.finishedHeader)"
!define MUI_INSTFILESPAGE_FINISHHEADER_SUBTEXT " "

!include "page-welcome.nsh"
!include "page-cases.nsh"
!include "page-preflight.nsh"
!include "page-folder.nsh"
!include "page-result-check.nsh"
!include "page-result.nsh"

!define MUI_WELCOMEPAGE_TITLE "$(welcome.title)"
!define MUI_WELCOMEPAGE_TEXT "$(welcome.text)"
!define MUI_PAGE_CUSTOMFUNCTION_SHOW ShowWelcome
!insertmacro MUI_PAGE_WELCOME
Page custom ShowCases LeaveCases
Page custom ShowGuidance LeaveGuidance
Page custom ShowPreflight LeavePreflight
Page custom ShowFolder
!define MUI_PAGE_HEADER_TEXT "$(install.header)"
!define MUI_PAGE_HEADER_SUBTEXT "$(install.subheader)"
!insertmacro MUI_PAGE_INSTFILES
Page custom ShowResult

; Cancel. After a refusal there is nothing to lose: no question, and the refusal's exit code.
Function LeaveByCancel
  ${If} $FailExit <> 0
    SetErrorLevel $FailExit
  ${Else}
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(text.abortWarning)" IDYES leave
    Abort
    leave:
  ${EndIf}
FunctionEnd

; The signs and the notes are data; they may lie in the temporary folder, nothing there is ever run.
Function UnpackPictures
  InitPluginsDir
  SetOutPath $PLUGINSDIR
  File "${ART}/ok.ico"
  File "${ART}/warn.ico"
  File "${ART}/stop.ico"
  File "/oname=notes.txt" "${NOTES}"
FunctionEnd

Function un.UnpackPictures
  InitPluginsDir
  SetOutPath $PLUGINSDIR
  File "${ART}/ok.ico"
  File "${ART}/warn.ico"
  File "${ART}/stop.ico"
  SetOutPath "$WINDIR"
FunctionEnd
