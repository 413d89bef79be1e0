; The part of the last page about Internet Explorer's setting: whose it is, what was found, what to do now. One button at most, and only where it
; helps: the change that is the user's to make, or a second look after it. At first Enter means 完了: nobody changes a setting by pressing on.

Var CheckSign
Var CheckText
Var CheckNext
Var CheckButton
Var CheckAct ; what the button does: fix, again; "" for no button

!define BCM_GETIDEALSIZE 0x1601
!define SWP_NOMOVE_NOZORDER 6

Function CreateCheck
  ${Sign} 0 44u warn
  StrCpy $CheckSign $Control
  ${NSD_CreateLabel} 18u 44u 280u 18u ""
  Pop $CheckText
  ${NSD_CreateLabel} 18u 63u 280u 18u ""
  Pop $CheckNext
  ${NSD_CreateButton} 18u 83u 80u 14u ""
  Pop $CheckButton
  ${NSD_OnClick} $CheckButton OnCheckButton
  Call ShowCheck
FunctionEnd

Function ShowCheck
  System::Store S
  Call DescribeCheck
  Pop $0
  Pop $1
  !insertmacro SetSign $CheckSign $CheckMark
  ${NSD_SetText} $CheckText $0
  ${NSD_SetText} $CheckNext $1
  ${If} $CheckAct == "fix"
    ${NSD_SetText} $CheckButton "$(check.fix)"
  ${Else}
    ${NSD_SetText} $CheckButton "$(check.again)"
  ${EndIf}
  Call FitCheckButton
  ${If} $CheckAct == ""
    ShowWindow $CheckButton ${SW_HIDE}
    GetDlgItem $2 $HWNDPARENT 1
    SendMessage $HWNDPARENT ${WM_NEXTDLGCTL} $2 1
  ${Else}
    ShowWindow $CheckButton ${SW_SHOW}
  ${EndIf}
  System::Store L
FunctionEnd

; As wide as its words: the name of an account has up to 20 letters.
Function FitCheckButton
  System::Store S
  System::Call '*(i 0, i 0, i 0, i 0) p.r0'
  System::Call 'user32::GetClientRect(p $CheckButton, p r0)'
  System::Call '*$0(i, i, i, i .r2)'
  System::Call '*$0(i 0, i 0)'
  SendMessage $CheckButton ${BCM_GETIDEALSIZE} 0 $0
  System::Call '*$0(i .r1)'
  System::Free $0
  IntOp $1 $1 + $2
  System::Call 'user32::SetWindowPos(p $CheckButton, p 0, i 0, i 0, i r1, i r2, i ${SWP_NOMOVE_NOZORDER})'
  System::Store L
FunctionEnd

Function OnCheckButton
  Pop $Control
  ${NSD_SetText} $CheckNext "$(check.working)"
  System::Call 'user32::UpdateWindow(p $CheckNext)' ; now: this thread waits for the checker
  ${If} $CheckAct == "fix"
    Call FixExplorer
  ${Else}
    Call CheckExplorer
  ${EndIf}
  SendMessage $HWNDPARENT ${WM_NEXTDLGCTL} $CheckButton 1
  Call ShowCheck
FunctionEnd

; -> what was found, and under it what to do, from what the checker said. Sets $CheckAct.
Function DescribeCheck
  System::Store S
  StrCpy $CheckAct ""
  StrCpy $0 "$(check.found)"
  StrCpy $1 "$(check.lookLater)"
  ${If} $CheckVerdict == ""
    StrCpy $CheckMark "warn"
    StrCpy $0 "$(check.notMade)"
  ${ElseIf} $CheckSid == ""
    StrCpy $0 "$(check.nobody)"
  ${ElseIf} $CheckWhy != ""
    StrCpy $0 "$(check.notFixed)"
  ${ElseIf} $CheckVerdict == "PASS"
    StrCpy $1 "$(check.nothingToDo)"
  ${ElseIf} $CheckVerdict == "WARN"
    StrCpy $1 "$(check.tidy)"
  ${ElseIf} $CheckVerdict == "PASS-PENDING"
    StrCpy $CheckAct "again"
    StrCpy $1 "$(check.restart)"
  ${ElseIf} $CheckVerdict == "FAIL-U"
  ${AndIf} $CheckFix != ""
    StrCpy $CheckAct "fix"
    StrCpy $1 "$(check.fixHere)"
  ${EndIf}
  Push $1
  Push $0
  System::Store L
FunctionEnd
