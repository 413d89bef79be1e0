; 確認: the checks with their results, and when something is in the way what to do about it.

Var CloseButton

!macro PreflightRow Y STATE TEXT
  ${If} ${STATE} == "ok"
    ${Sign} 0 ${Y}u ok
  ${ElseIf} ${STATE} == "warn"
    ${Sign} 0 ${Y}u warn
  ${Else}
    ${Sign} 0 ${Y}u stop
  ${EndIf}
  ${NSD_CreateLabel} 18u ${Y}u 280u 12u "${TEXT}"
  Pop $Control
!macroend

Function ShowPreflight
  !insertmacro MUI_HEADER_TEXT "$(preflight.header)" "$(preflight.subheader)"
  Call RunPreflight
  nsDialogs::Create 1018
  Pop $Dialog
  !insertmacro PreflightRow 0 $PreflightWindows "$(preflight.windows)"
  ${If} $InstallKind == "fresh"
  ${AndIf} $PreflightVersion == "ok"
  ${AndIf} $Ver8There = 1
    !insertmacro PreflightRow 14 $PreflightVersion "$(preflight.fromVer8)"
  ${ElseIf} $InstallKind == "fresh"
  ${AndIf} $PreflightVersion == "ok"
    !insertmacro PreflightRow 14 $PreflightVersion "$(preflight.fresh)"
  ${ElseIf} $InstallKind == "repair"
    !insertmacro PreflightRow 14 $PreflightVersion "$(preflight.repair)"
  ${ElseIf} $InstallKind == "upgrade"
    !insertmacro PreflightRow 14 $PreflightVersion "$(preflight.upgrade)"
  ${Else}
    !insertmacro PreflightRow 14 $PreflightVersion "$(preflight.refused)"
  ${EndIf}
  !insertmacro PreflightRow 28 $PreflightSpace "$(preflight.space)"
  ${If} $PreflightHeld == "stop"
    !insertmacro PreflightRow 42 stop "$(preflight.held)"
  ${ElseIf} $PreflightRunning == "ok"
    !insertmacro PreflightRow 42 ok "$(preflight.notRunning)"
  ${Else}
    !insertmacro PreflightRow 42 stop "$(preflight.running)"
  ${EndIf}
  ${If} $PreflightWindow == "warn"
    !insertmacro PreflightRow 56 warn "$(preflight.claimsWindow)"
  ${Else}
    !insertmacro PreflightRow 56 ok "$(preflight.noClaimsWindow)"
  ${EndIf}
  ${If} $FailExit <> 0
    ${NSD_CreateLabel} 0 74u 100% 12u "$FailTitle($FailCode)"
    Pop $Control
    CreateFont $BoldFont "Meiryo UI" 9 700
    SendMessage $Control ${WM_SETFONT} $BoldFont 1
    SetCtlColors $Control 0xCE0000 transparent
    ${NSD_CreateLabel} 0 87u 100% 36u "$FailCause$\r$\n$(text.next)$FailNext"
    Pop $Control
    ${NSD_CreateButton} 0 124u 80u 15u "$(preflight.again)"
    Pop $Control
    ${NSD_OnClick} $Control CheckAgain
    ${If} $FailExit = ${clientRunning.exit}
      ${NSD_CreateButton} 86u 124u 130u 15u "$(preflight.closeClient)"
      Pop $CloseButton
      ${NSD_OnClick} $CloseButton AskClient
    ${EndIf}
    GetDlgItem $Control $HWNDPARENT 1
    EnableWindow $Control 0
    GetDlgItem $Control $HWNDPARENT 2
    SendMessage $Control ${WM_SETTEXT} 0 "STR:$(text.close)"
    ${NSD_SetFocus} $Control
  ${Else}
    Call CountWaitingClaims
    ${If} $WaitingClaims == "0"
      !insertmacro PreflightRow 70 ok "$(preflight.noneWaiting)"
    ${ElseIf} $WaitingClaims != ""
      !insertmacro PreflightRow 70 warn "$(preflight.waiting)"
    ${EndIf}
    ${If} $PreflightWindow == "warn"
      ${NSD_CreateLabel} 0 90u 100% 48u "$Ver8Text$(preflight.claimsWindowText)"
    ${Else}
      ${NSD_CreateLabel} 0 90u 100% 48u "$Ver8Text$(preflight.ready)"
    ${EndIf}
    Pop $Control
  ${EndIf}
  nsDialogs::Show
FunctionEnd

; The page again from the start: one step back and forward would also pass the question before it.
!macro ShowAgain
  SendMessage $HWNDPARENT 0x408 0 0 ; WM_NOTIFY_OUTER_NEXT, 0 pages further
!macroend

Function CheckAgain
  Pop $Control
  StrCpy $CloseAnswer ""
  !insertmacro ShowAgain
FunctionEnd

Function AskClient
  Pop $Control
  ${NSD_SetText} $CloseButton "$(preflight.closingClient)"
  System::Call 'user32::UpdateWindow(p $CloseButton)' ; now: this thread waits for the client
  Call CloseClient
  Pop $Control
  !insertmacro ShowAgain
FunctionEnd

Function LeavePreflight
  ${If} $FailExit <> 0
    Abort
  ${EndIf}
FunctionEnd
