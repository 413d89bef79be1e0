; The window: one screen that says what is so, what to do and who can do it. All sizes are dialog units, so that 125 and 150 % fit.
; Controls are made in the order in which Tab visits them.

!define WINDOW_WIDTH 330
!define WINDOW_HEIGHT 238
!define PAGE_HEIGHT 212
!define INK 1A1A1A
!define GREY 4D4D4D
!define WHITE FFFFFF
!define GUI_BUTTON_NEXT 1
!define GUI_BUTTON_CANCEL 2
!define GUI_BUTTON_BACK 3
!define GUI_PAGE 1018
!define GUI_BRANDING 1028
!define GUI_BRANDING_SHADE 1256
!define GUI_LINE 1035
!define GUI_LINE_LOW 1045
!define SPI_GETWORKAREA 48
!define NO_SIZE_NO_ORDER 5
!define ICON_WIDTH 11
!define LOAD_FROM_FILE 0x10

Var window.page
Var window.mark
Var window.title
Var window.advice
Var window.account
Var window.busy ; yes while the connection is tried
Var button.fix
Var button.undo
Var button.again
Var button.save
Var button.guide

!macro PlaceFrameControl _id _left _top _width _height
  System::Call "*(i ${_left}, i ${_top}, i ${_width}, i ${_height}) p .r0"
  System::Call "user32::MapDialogRect(p $HWNDPARENT, p r0)"
  System::Call "*$0(i .r1, i .r2, i .r3, i .r4)"
  System::Free $0
  GetDlgItem $0 $HWNDPARENT ${_id}
  System::Call "user32::MoveWindow(p r0, i r1, i r2, i r3, i r4, i 0)"
!macroend

!macro HideFrameControl _id
  GetDlgItem $0 $HWNDPARENT ${_id}
  ShowWindow $0 ${SW_HIDE}
!macroend

!macro MakeButton _variable _text _action
  ${NSD_CreateButton} 0 179u 73u 18u "${_text}"
  Pop ${_variable}
  ${NSD_OnClick} ${_variable} ${_action}
!macroend

!macro MakeLabel _variable _left _top _width _height _colour
  ${NSD_CreateLabel} ${_left}u ${_top}u ${_width}u ${_height}u ""
  Pop ${_variable}
  SetCtlColors ${_variable} ${_colour} ${WHITE}
!macroend

; Client area of the frame to our size, in the middle of the screen; what NSIS would show is hidden, its Cancel button is our 閉じる.
Function SizeWindow
  System::Call "*(i 0, i 0, i ${WINDOW_WIDTH}, i ${WINDOW_HEIGHT}) p .r0"
  System::Call "user32::MapDialogRect(p $HWNDPARENT, p r0)"
  System::Call "*$0(i, i, i .r1, i .r2)"
  System::Call "user32::GetWindowRect(p $HWNDPARENT, p r0)"
  System::Call "*$0(i .r3, i .r4, i .r5, i .r6)"
  System::Call "user32::GetClientRect(p $HWNDPARENT, p r0)"
  System::Call "*$0(i, i, i .r7, i .r8)"
  IntOp $5 $5 - $3
  IntOp $5 $5 - $7
  IntOp $5 $5 + $1
  IntOp $6 $6 - $4
  IntOp $6 $6 - $8
  IntOp $6 $6 + $2
  System::Call "user32::SystemParametersInfoW(i ${SPI_GETWORKAREA}, i 0, p r0, i 0)"
  System::Call "*$0(i .r3, i .r4, i .r7, i .r8)"
  IntOp $3 $3 + $7
  IntOp $3 $3 - $5
  IntOp $3 $3 / 2
  IntOp $4 $4 + $8
  IntOp $4 $4 - $6
  IntOp $4 $4 / 2
  System::Call "user32::MoveWindow(p $HWNDPARENT, i r3, i r4, i r5, i r6, i 0)"
  System::Free $0
  !insertmacro PlaceFrameControl ${GUI_PAGE} 0 0 ${WINDOW_WIDTH} ${PAGE_HEIGHT}
  !insertmacro PlaceFrameControl ${GUI_BUTTON_CANCEL} 247 216 73 16
  !insertmacro HideFrameControl ${GUI_BUTTON_NEXT}
  !insertmacro HideFrameControl ${GUI_BUTTON_BACK}
  !insertmacro HideFrameControl ${GUI_BRANDING}
  !insertmacro HideFrameControl ${GUI_BRANDING_SHADE}
  !insertmacro HideFrameControl ${GUI_LINE}
  !insertmacro HideFrameControl ${GUI_LINE_LOW}
FunctionEnd

Function ShowPage
  nsDialogs::Create ${GUI_PAGE}
  Pop $window.page
  SetCtlColors $window.page ${INK} ${WHITE}
  ${NSD_CreateIcon} 10u 9u 20u 20u ""
  Pop $window.mark
  SetCtlColors $window.mark ${INK} ${WHITE}
  !insertmacro MakeLabel $window.title 38 8 284 16 ${INK}
  CreateFont $0 "Meiryo UI" 14 700
  SendMessage $window.title ${WM_SETFONT} $0 1
  !insertmacro MakeLabel $window.advice 38 26 284 12 ${INK}
  Call MakeList
  Call MakeDetail
  !insertmacro MakeButton $button.fix "${TEXT_FIX}" OnFix
  !insertmacro MakeButton $button.undo "${TEXT_UNDO}" OnUndo
  !insertmacro MakeButton $button.again "${TEXT_AGAIN}" OnAgain
  !insertmacro MakeButton $button.save "${TEXT_SAVE}" OnSave
  !insertmacro MakeButton $button.guide "${TEXT_GUIDE}" OnGuide
  !insertmacro MakeLabel $window.account 10 201 310 10 ${GREY}
  StrCpy $window.busy no
  Call ShowResult
  ${If} $argument.probe == yes
    Call BeginProbe
  ${EndIf}
  Call FocusPrimary
  nsDialogs::Show
FunctionEnd

; Findings, headline and buttons as the facts are now.
Function ShowResult
  StrCpy $headline.verdict $verdict
  Call DescribeVerdict
  ${If} $window.busy == yes
    StrCpy $headline.mark info
    StrCpy $headline.title "${TEXT_CHECKING_TITLE}"
    StrCpy $headline.advice "${TEXT_CHECKING_ADVICE}"
  ${ElseIf} $fix.kind != ""
  ${AndIf} $argument.facts == ""
    StrCpy $headline.advice "${TEXT_FIXABLE_ADVICE}"
  ${EndIf}
  Call ShowMark
  ${NSD_SetText} $window.title $headline.title
  ${NSD_SetText} $window.advice $headline.advice
  Call AddressAccount
  StrCpy $0 "${TEXT_ACCOUNT}: $account.address"
  ${If} $argument.facts != ""
    StrCpy $0 "$0 ${TEXT_INJECTED}"
  ${EndIf}
  ${NSD_SetText} $window.account $0
  Call FillList
  Call ShowButtons
FunctionEnd

; The large mark, in the size that this display's scale wants.
Function ShowMark
  System::Call "user32::GetSystemMetrics(i ${ICON_WIDTH}) i .r1"
  StrCpy $2 "$PLUGINSDIR\$headline.mark.ico"
  System::Call "user32::LoadImageW(p 0, w r2, i ${IMAGE_ICON}, i r1, i r1, i ${LOAD_FROM_FILE}) p .r0"
  SendMessage $window.mark ${STM_SETICON} $0 0
FunctionEnd

!macro PlaceButton _button
  System::Call "user32::GetWindowLongW(p ${_button}, i ${GWL_STYLE}) i .r0"
  ${If} $0 Has ${WS_VISIBLE}
    System::Call "user32::SetWindowPos(p ${_button}, p 0, i r1, i r2, i 0, i 0, i ${NO_SIZE_NO_ORDER})"
    IntOp $1 $1 + $3
  ${EndIf}
!macroend

; The visible buttons side by side from the left.
Function PlaceButtons
  System::Call "*(i 10, i 179, i 79, i 0) p .r0"
  System::Call "user32::MapDialogRect(p $HWNDPARENT, p r0)"
  System::Call "*$0(i .r1, i .r2, i .r3, i)"
  System::Free $0
  !insertmacro PlaceButton $button.fix
  !insertmacro PlaceButton $button.undo
  !insertmacro PlaceButton $button.again
  !insertmacro PlaceButton $button.save
  !insertmacro PlaceButton $button.guide
FunctionEnd

; 直す only where the user can, 元に戻す only where there is something to put back.
Function ShowButtons
  StrCpy $0 ${SW_HIDE}
  ${If} $fix.kind != ""
  ${AndIf} $argument.facts == ""
    StrCpy $0 ${SW_SHOW}
  ${EndIf}
  ShowWindow $button.fix $0
  StrCpy $0 ${SW_HIDE}
  ${If} $record.usable == yes
  ${AndIf} $argument.facts == ""
    StrCpy $0 ${SW_SHOW}
  ${EndIf}
  ShowWindow $button.undo $0
  Call PlaceButtons
  StrCpy $0 1
  ${If} $window.busy == yes
    StrCpy $0 0
  ${EndIf}
  EnableWindow $button.fix $0
  EnableWindow $button.undo $0
  EnableWindow $button.save $0
  ${If} $argument.facts != ""
    StrCpy $0 0
  ${EndIf}
  EnableWindow $button.again $0
FunctionEnd

; Enter does what the screen asks for: the button that is the answer gets the focus, as the default button.
Function FocusPrimary
  ${If} $window.busy == yes
    StrCpy $0 $button.guide
  ${ElseIf} $fix.kind != ""
  ${AndIf} $argument.facts == ""
    StrCpy $0 $button.fix
  ${ElseIf} $verdict OneOf ",PASS,OUT,"
    GetDlgItem $0 $HWNDPARENT ${GUI_BUTTON_CANCEL}
  ${ElseIf} $verdict OneOf ",PASS-PENDING,UNKNOWN,WARN,"
  ${AndIf} $argument.facts == ""
    StrCpy $0 $button.again
  ${Else}
    StrCpy $0 $button.save
  ${EndIf}
  SendMessage $HWNDPARENT ${WM_NEXTDLGCTL} $0 1
FunctionEnd

; Enter while the list has the focus: NSIS takes it for its hidden Next button. The window stays; where 直す is offered, it is meant.
Function LeavePage
  System::Call "user32::IsWindowVisible(p $button.fix) i .r0"
  ${If} $0 <> 0
  ${AndIf} $window.busy != yes
    Push 0
    Call OnFix
  ${EndIf}
  Abort
FunctionEnd
