; The list of findings and the text about the one that is selected.

!define LIST_STYLE 0x5081804D ; CHILD, VISIBLE, BORDER, TABSTOP; REPORT, SINGLESEL, SHOWSELALWAYS, SHAREIMAGELISTS, NOSORTHEADER
!define LIST_FULL_ROWS 0x10020 ; FULLROWSELECT, DOUBLEBUFFER
!define LVM_GETNEXTITEM 0x100C
!define LVN_ITEMCHANGED -101
!define SMALL_ICON_WIDTH 49
!define TEXT_AND_WIDTH 6
!define TEXT_AND_IMAGE 3
!define SELECTED_AND_FOCUSED 3

Var list.control
Var list.images
Var list.count
Var detail.control
Var notify.code
Var notify.data

!macro AddColumn _number _width _text
  System::Call "*(i ${TEXT_AND_WIDTH}, i 0, i ${_width}, w '${_text}', i 0, i 0) p .r0"
  SendMessage $list.control ${LVM_INSERTCOLUMNW} ${_number} $0
  System::Free $0
!macroend

!macro AddImage _name
  StrCpy $2 "$PLUGINSDIR\${_name}.ico"
  System::Call "user32::LoadImageW(p 0, w r2, i ${IMAGE_ICON}, i r1, i r1, i ${LOAD_FROM_FILE}) p .r0"
  System::Call "comctl32::ImageList_ReplaceIcon(p $list.images, i -1, p r0)"
  System::Call "user32::DestroyIcon(p r0)"
!macroend

Function MakeList
  nsDialogs::CreateControl "SysListView32" ${LIST_STYLE} 0 10u 42u 310u 86u "${TEXT_COLUMN_FINDING}"
  Pop $list.control
  SendMessage $list.control ${LVM_SETEXTENDEDLISTVIEWSTYLE} ${LIST_FULL_ROWS} ${LIST_FULL_ROWS}
  Call MakeImages
  System::Call "*(i, i, i, i) p .r1"
  System::Call "user32::GetClientRect(p $list.control, p r1)"
  System::Call "*$1(i, i, i .r2)"
  System::Free $1
  IntOp $3 $2 * 27
  IntOp $3 $3 / 100
  IntOp $2 $2 - $3
  !insertmacro AddColumn 0 $2 "${TEXT_COLUMN_FINDING}"
  !insertmacro AddColumn 1 $3 "${TEXT_COLUMN_WHO}"
  ${NSD_OnNotify} $list.control OnListNotify
FunctionEnd

; ok, warn, fail, info: numbers 0 to 3. A quarter larger than small icons, so that the lines stand apart.
Function MakeImages
  System::Call "user32::GetSystemMetrics(i ${SMALL_ICON_WIDTH}) i .r1"
  IntOp $1 $1 * 5
  IntOp $1 $1 / 4
  System::Call "comctl32::ImageList_Create(i r1, i r1, i 0x20, i 4, i 0) p .r0"
  StrCpy $list.images $0
  !insertmacro AddImage ok
  !insertmacro AddImage warn
  !insertmacro AddImage fail
  !insertmacro AddImage info
  SendMessage $list.control ${LVM_SETIMAGELIST} 1 $list.images
FunctionEnd

Function MakeDetail
  !insertmacro MakeLabel $detail.control 12 131 306 44 ${INK}
FunctionEnd

Function FillList
  SendMessage $list.control ${LVM_DELETEALLITEMS} 0 0
  StrCpy $list.count 0
  Call FirstFinding
  ${While} $finding.id != ""
    Call AddFinding
    IntOp $list.count $list.count + 1
    Call NextFinding
  ${EndWhile}
  System::Call "*(i 0, i 0, i 0, i ${SELECTED_AND_FOCUSED}, i ${SELECTED_AND_FOCUSED}, p 0, i 0, i 0, p 0) p .r0"
  SendMessage $list.control ${LVM_SETITEMSTATE} 0 $0
  System::Free $0
  Call ShowDetail
FunctionEnd

Function AddFinding
  StrCpy $headline.verdict $finding.verdict
  Call DescribeVerdict
  StrCpy $1 0
  ${If} $headline.mark == warn
    StrCpy $1 1
  ${ElseIf} $headline.mark == fail
    StrCpy $1 2
  ${ElseIf} $headline.mark == info
    StrCpy $1 3
  ${EndIf}
  StrCpy $2 $finding.title
  System::Call "*(i ${TEXT_AND_IMAGE}, i $list.count, i 0, i 0, i 0, w r2, i 0, i r1, p 0) p .r0"
  SendMessage $list.control ${LVM_INSERTITEMW} 0 $0
  System::Free $0
  StrCpy $2 $finding.whoShort
  System::Call "*(i 1, i 0, i 1, i 0, i 0, w r2, i 0, i 0, p 0) p .r0"
  SendMessage $list.control ${LVM_SETITEMTEXTW} $list.count $0
  System::Free $0
FunctionEnd

; Comes in the middle of other functions, while they send messages to the list: no register may change here.
Function OnListNotify
  Pop $notify.code ; the control
  Pop $notify.code
  Pop $notify.data
  ${If} $notify.code = ${LVN_ITEMCHANGED}
    Call ShowDetail
  ${EndIf}
FunctionEnd

; What to do about the selected finding, who can, and its number for the help desk.
Function ShowDetail
  Push $0
  Push $1
  Push $2
  Call DescribeSelected
  Pop $2
  Pop $1
  Pop $0
FunctionEnd

Function DescribeSelected
  SendMessage $list.control ${LVM_GETNEXTITEM} -1 2 $0
  ${If} $0 < 0
    Return
  ${EndIf}
  Call FirstFinding
  ${While} $0 > 0
    Call NextFinding
    IntOp $0 $0 - 1
  ${EndWhile}
  StrCpy $1 $finding.advice
  ${If} $1 == ""
    StrCpy $1 "${TEXT_NOTHING_TO_DO}"
  ${EndIf}
  StrCpy $2 "${TEXT_CODE}: $finding.support"
  ${If} $finding.whoText != ""
    StrCpy $2 "${TEXT_WHO}: $finding.whoText  $2"
  ${EndIf}
  ${NSD_SetText} $detail.control "$1$\r$\n$2"
FunctionEnd
