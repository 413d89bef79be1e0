; Uninstalling removes exactly what was installed: the files that each version lists, and the few that the installer itself writes.
; No wildcard, nothing recursive, nothing through a link. User data stays unless it is asked for (checkbox, or /PURGE).

Var Leftovers

!insertmacro DefineBasics "un."
!insertmacro DefineLog "un."
!insertmacro DefineEnvironment "un."
!insertmacro DefineLock "un."
!insertmacro DefineJournalFolder "un."
!insertmacro DefineReadFiles "un."
!insertmacro DefineProcess "un."
!insertmacro DefineCloseClient "un."
!insertmacro DefineHeldFiles "un."
!insertmacro DefineWaitingClaims "un."

Function un.onInit
  SetShellVarContext all
  StrCpy $FailExit 0
  StrCpy $LockHandle ""
  StrCpy $JournalHandle ""
  StrCpy $Job "$(uninstall.job)"
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
  Call un.PrepareRollback
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

; Nobody else at work here, the client closed, and no file held open that decides which version runs.
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
        Call un.CheckClient
      ${EndIf}
    ${EndIf}
  ${EndIf}
  ; Whether the client is removed or goes back to the version before: these two are removed or replaced.
  ${If} $FailExit = 0
    StrCpy $HeldFile ""
    !insertmacro NoteHeld "un." "$INSTDIR\current"
    !insertmacro NoteHeld "un." "$INSTDIR\denso.exe"
    ${If} $HeldFile != ""
      Call un.RefuseHeld
    ${EndIf}
  ${EndIf}
  System::Store L
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

; handle of a files.lst -> of its next line "data" or a hash, and under it what follows; "" at the end.
Function un.ReadListed
  System::Store S
  Pop $0
  StrCpy $2 ""
  ClearErrors
  FileRead $0 $1
  ${IfNot} ${Errors}
    StrCpy $3 $1 2 -2
    ${If} $3 == "$\r$\n"
      StrCpy $1 $1 -2
    ${EndIf}
    StrCpy $2 $1 5
    StrCpy $3 $1 1 64
    ${If} $2 == "data "
      StrCpy $1 $1 "" 5
      StrCpy $2 "data"
    ${ElseIf} $3 == " "
      StrCpy $2 $1 64
      StrCpy $1 $1 "" 65
    ${Else}
      StrCpy $2 "?"
    ${EndIf}
  ${EndIf}
  ClearErrors
  Push $1
  Push $2
  System::Store L
FunctionEnd

; folder of a version -> removes what its files.lst names, then the list, then the folders that are empty.
; The list stays as long as one of its files does: the next uninstallation goes by it.
Function un.RemoveVersion
  System::Store S
  Pop $0
  StrCpy $4 $Leftovers
  StrCpy $Leftovers 0
  ClearErrors
  FileOpen $1 "$0\files.lst" r
  ${IfNot} ${Errors}
    ${Do}
      Push $1
      Call un.ReadListed
      Pop $3
      Pop $2
      ${If} $3 == ""
        ${Break}
      ${ElseIf} $3 == "data"
        ${Continue}
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
    ${If} $Leftovers = 0
      ${RemoveFile} "$0\files.lst"
    ${EndIf}
  ${EndIf}
  ${If} $4 = 1
    StrCpy $Leftovers 1
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
  ${If} ${FileExists} "${INSTALL_LOGS}\*.*"
  ${AndIf} $Purge = 0
    Call un.OpenKeptLog
  ${EndIf}
  ${If} $Rollback = 1
    Call un.RollBack
  ${Else}
    Call un.RemoveAll
  ${EndIf}
  SetErrorLevel $FailExit
  ${Log} "exit code $FailExit"
  ${If} $FailExit <> 0
  ${AndIf} ${Silent}
    Call un.TellStderr
  ${EndIf}
  Call un.CloseLogs
SectionEnd

Function un.RemoveAll
  System::Store S
  StrCpy $Leftovers 0
  ; What a killed installation added is in no list yet.
  ${IsLink} "${JOURNAL_FOLDER}" $3
  ${If} $3 = 0
    Call un.SettleOldJournal
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
    ; In this order: Windows never lists a program without its uninstaller.
    DeleteRegKey HKLM "${UNINSTALL_KEY}"
    ${RemoveFile} "$INSTDIR\uninstall.exe"
  ${EndIf}
  RMDir "$INSTDIR"
  ${If} $Leftovers = 1
    ${Refuse} uninstallIncomplete
  ${EndIf}
  System::Store L
FunctionEnd
