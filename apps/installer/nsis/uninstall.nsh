; Uninstalling removes exactly what was installed: the files that each version lists, and the few that the installer itself writes.
; No wildcard, nothing recursive, nothing through a link. User data stays unless it is asked for (checkbox, or /PURGE).

Var Purge
Var PurgeBox
Var Leftovers

!insertmacro DefineBasics "un."
!insertmacro DefineLog "un."
!insertmacro DefineEnvironment "un."
!insertmacro DefineLock "un."
!insertmacro DefineJournalFolder "un."

UninstPage custom un.ShowConfirm un.LeaveConfirm
!define MUI_PAGE_HEADER_TEXT "$(uninstall.header)"
!define MUI_PAGE_HEADER_SUBTEXT " "
!insertmacro MUI_UNPAGE_INSTFILES
UninstPage custom un.ShowResult

Function un.onInit
  SetShellVarContext all
  StrCpy $FailExit 0
  StrCpy $LockHandle ""
  StrCpy $Purge 0
  Call un.OpenAskedLog
  ${Log} "$(text.client) ${VERSION}: uninstall"
  Call un.ScrubEnvironment
  Call un.CheckAccount
  ; The folder to clear is never taken from a command line (_?=, /D=) or from where this program happens to lie.
  ${If} $INSTDIR != "$PROGRAMFILES32\${APP_KEY}"
    ${Refuse} folderUnusable
  ${EndIf}
  Push "/PURGE"
  Call un.FindArgument
  Pop $Purge
  Pop $0
  ${If} ${Silent}
    Call un.CheckFree
  ${EndIf}
  ${If} $FailExit <> 0
    SetErrorLevel $FailExit
    ${If} ${Silent}
      Call un.TellStderr
    ${Else}
      MessageBox MB_OK|MB_ICONSTOP "$FailTitle($FailCode)$\r$\n$\r$\n$FailCause$\r$\n$\r$\n$(text.next)$FailNext"
    ${EndIf}
    Call un.CloseLogs
    Quit
  ${EndIf}
FunctionEnd

; Nobody else at work here, and the client closed.
Function un.CheckFree
  System::Store S
  ${If} $FailExit = 0
    Call un.TakeLock
    Pop $0
    ${If} $0 = 0
      ${Refuse} anotherSetup
    ${Else}
      Call un.IsClientRunning
      Pop $0
      ${If} $0 = 1
        ${Refuse} clientRunning
      ${EndIf}
    ${EndIf}
  ${EndIf}
  System::Store L
FunctionEnd

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

; path -> removes one file; remembers when it stays.
Function un.RemoveFile
  System::Store S
  Pop $0
  ClearErrors
  ${If} ${FileExists} $0
    Delete $0
    ${If} ${Errors}
      StrCpy $Leftovers 1
      ${Log} "could not be removed: $0"
    ${Else}
      ${Log} "removed: $0"
    ${EndIf}
  ${EndIf}
  ClearErrors
  System::Store L
FunctionEnd

!macro RemoveFile PATH
  Push `${PATH}`
  Call un.RemoveFile
!macroend
!define RemoveFile "!insertmacro RemoveFile"

; A listed path -> 1 when it is one that an installer writes: below versions\ or runtime\, plain names only, no link on the way.
Function un.IsOurPath
  System::Store S
  Pop $0
  StrCpy $1 0
  StrCpy $2 $0 9
  StrCpy $3 $0 8
  ${If} $2 == "versions\"
  ${OrIf} $3 == "runtime\"
    StrCpy $1 1
  ${EndIf}
  StrLen $2 $0
  StrCpy $3 0
  StrCpy $5 ""
  ${DoWhile} $3 < $2
    StrCpy $4 $0 1 $3
    Push "abcdefghijklmnopqrstuvwxyz0123456789.-_\"
    Push $4
    Call un.Contains
    Pop $6
    ${If} $6 = 0
      StrCpy $1 0
    ${EndIf}
    ${If} $4 == "\"
      ${If} $5 == "."
      ${OrIf} $5 == ".."
        StrCpy $1 0
      ${EndIf}
      StrCpy $5 ""
      StrCpy $7 $0 $3
      ${IsLink} "$INSTDIR\$7" $6
      ${If} $6 = 1
        StrCpy $1 0
      ${EndIf}
    ${Else}
      StrCpy $5 "$5$4"
    ${EndIf}
    IntOp $3 $3 + 1
  ${Loop}
  Push $1
  System::Store L
FunctionEnd

; folder of a version -> removes what its files.lst names, then the list, then the folders that are empty.
Function un.RemoveVersion
  System::Store S
  Pop $0
  ClearErrors
  FileOpen $1 "$0\files.lst" r
  ${IfNot} ${Errors}
    ${Do}
      ClearErrors
      FileRead $1 $2
      ${If} ${Errors}
        ${Break}
      ${EndIf}
      StrCpy $3 $2 2 -2
      ${If} $3 == "$\r$\n"
        StrCpy $2 $2 -2
      ${EndIf}
      Push $2
      Call un.IsOurPath
      Pop $3
      ${If} $3 = 1
        ${RemoveFile} "$INSTDIR\$2"
        Push $2
        Call un.RemoveEmptyParents
      ${Else}
        ${Log} "not ours, left alone: $2"
        StrCpy $Leftovers 1
      ${EndIf}
    ${Loop}
    FileClose $1
    ${RemoveFile} "$0\files.lst"
  ${EndIf}
  ClearErrors
  RMDir $0
  System::Store L
FunctionEnd

; path relative to the install folder -> removes the folders above it as long as they are empty.
Function un.RemoveEmptyParents
  System::Store S
  Pop $0
  ${Do}
    StrLen $1 $0
    ${DoWhile} $1 > 0
      IntOp $1 $1 - 1
      StrCpy $2 $0 1 $1
      ${If} $2 == "\"
        ${Break}
      ${EndIf}
    ${Loop}
    ${If} $1 <= 0
      ${Break}
    ${EndIf}
    StrCpy $0 $0 $1
    ClearErrors
    RMDir "$INSTDIR\$0"
    ${If} ${Errors}
      ${Break}
    ${EndIf}
  ${Loop}
  ClearErrors
  System::Store L
FunctionEnd

Section Uninstall
  SetAutoClose true
  SetDetailsPrint none
  System::Store S
  StrCpy $Leftovers 0
  ${If} ${FileExists} "${INSTALL_LOGS}\*.*"
  ${AndIf} $Purge = 0
    Call un.OpenKeptLog
  ${EndIf}
  ; `current` goes first: from here on the launcher says that the client has to be installed again.
  ${RemoveFile} "$INSTDIR\current"
  ${IsLink} "$INSTDIR\versions" $3
  ${If} $3 = 0
    ClearErrors
    FindFirst $1 $2 "$INSTDIR\versions\*"
    ${DoUntil} ${Errors}
      ${If} $2 != "."
      ${AndIf} $2 != ".."
        ${IsLink} "$INSTDIR\versions\$2" $3
        ${If} $3 = 0
          Push "$INSTDIR\versions\$2"
          Call un.RemoveVersion
        ${EndIf}
      ${EndIf}
      ClearErrors
      FindNext $1 $2
    ${Loop}
    FindClose $1
  ${EndIf}
  ${RemoveFile} "$INSTDIR\denso.exe"
  ${RemoveFile} "$SMPROGRAMS\$(text.client)\$(text.client).lnk"
  ${RemoveFile} "$SMPROGRAMS\$(text.client)\$(text.checker).lnk"
  RMDir "$SMPROGRAMS\$(text.client)"
  ${If} $Purge = 1
    Call un.PurgeData
  ${EndIf}
  ; An installation that was killed may have left things behind that no version lists.
  ${RemoveFile} "$INSTDIR\current.new"
  Call un.TidyJournal
  RMDir "$INSTDIR\versions"
  RMDir "$INSTDIR\runtime"
  ${If} $Leftovers = 0
    ${RemoveFile} "$INSTDIR\uninstall.exe"
    DeleteRegKey HKLM "${UNINSTALL_KEY}"
  ${EndIf}
  RMDir "$INSTDIR"
  ${If} $Leftovers = 1
    ${Refuse} uninstallIncomplete
  ${EndIf}
  SetErrorLevel $FailExit
  ${Log} "exit code $FailExit"
  ${If} $FailExit <> 0
  ${AndIf} ${Silent}
    Call un.TellStderr
  ${EndIf}
  Call un.CloseLogs
  System::Store L
SectionEnd

; A folder, the start and the end of a name : removes the files in the folder that are named so, one by one.
!macro PurgeNamed FOLDER START END
  Push `${FOLDER}`
  Push `${START}`
  Push `${END}`
  Call un.PurgeNamed
!macroend

Function un.PurgeNamed
  System::Store S
  Pop $2
  Pop $1
  Pop $0
  StrLen $3 $1
  StrLen $4 $2
  ${IsLink} $0 $5
  ${If} $5 = 0
    ClearErrors
    FindFirst $5 $6 "$0\*"
    ${DoUntil} ${Errors}
      StrCpy $7 $6 $3
      StrCpy $8 $6 "" -$4
      ${If} $7 == $1
      ${AndIf} $8 == $2
        ${RemoveFile} "$0\$6"
      ${EndIf}
      ClearErrors
      FindNext $5 $6
    ${Loop}
    FindClose $5
    RMDir $0
  ${EndIf}
  ClearErrors
  System::Store L
FunctionEnd

; The client's data, file by file by name; logs by the name that we give them.
Function un.PurgeData
  System::Store S
  ${IsLink} "${DATA}" $3
  ${If} $3 = 0
    !insertmacro PurgeDataFiles ; generated: the names that the client and the installer write
    RMDir "${DATA}"
  ${EndIf}
  System::Store L
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
