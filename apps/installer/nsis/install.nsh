; The installation, step by step. Until `current` is replaced a failure undoes what was added; after it the new version stays.

Var FinishedAt
Var DetailText

; What NSIS itself would print are names of temporary files.
!macro ShowProgress TEXT
  SetDetailsPrint textonly
  DetailPrint "${TEXT}"
  SetDetailsPrint none
!macroend

!macro Step FUNCTION
  ${If} $FailExit = 0
    !insertmacro ShowProgress "$(step.${FUNCTION})"
    ${Log} "step: ${FUNCTION}"
    ${CallHere} ${FUNCTION}
  ${EndIf}
!macroend
!define Step "!insertmacro Step"

Section Install
  SetDetailsPrint none
  Call RunPreflight
  StrCpy $Committed 0
  ${Step} PrepareDataFolder
  ${If} $FailExit = 0
    Call OpenKeptLog
    ${Log} "${VERSION} over '$InstalledVersion' ($InstallKind), payload ${MANIFEST_SHA256}"
    ${Step} BeginJournal
    ${Step} PlaceLayers
    ${Step} PlaceRecords
    ${Step} ImportVer8
    ${Step} SelfCheck
    ${Step} PlaceUninstaller
    ${Step} ReplaceLauncher
    ${Step} ReplaceCurrent
    ${Step} RegisterTarget
    ${Step} RemoveVer8
    Call EndInstallation
    ${Step} CheckExplorer
  ${EndIf}
  Call Conclude
SectionEnd

; Ends the journal, and says what became of a failed installation.
Function EndInstallation
  SetOutPath "$WINDIR"
  ${If} $JournalHandle == ""
    Return ; nothing was begun
  ${EndIf}
  ${If} $Committed = 0
    !insertmacro ShowProgress "$(step.Undo)"
  ${EndIf}
  Call EndJournal
  ${If} $Committed = 0
    ${If} $UndoFailed = 0
      StrCpy $FailCause "$FailCause$(undo.done)"
    ${Else}
      StrCpy $FailCause "$FailCause$(undo.incomplete)"
    ${EndIf}
  ${EndIf}
  RMDir "$INSTDIR" ; only a first installation that was undone leaves it empty
FunctionEnd

; Exit code, log, and for /S the words on stderr. The logs stay open: what is done on the last page belongs into them.
Function Conclude
  System::Store S
  ${GetTime} "" "L" $0 $1 $2 $3 $4 $5 $6
  StrCpy $FinishedAt "$4:$5"
  StrCpy $DetailText "$FailCode / $FailExit / ${VERSION}"
  SetErrorLevel $FailExit
  ${Log} "exit code $FailExit"
  ${If} $FailExit <> 0
  ${AndIf} ${Silent}
    Call TellStderr
  ${EndIf}
  System::Store L
FunctionEnd

; A write error inside NSIS itself (full disk) ends the section at once.
Function .onInstFailed
  ${If} $JournalHandle != ""
    ${Refuse} unpackFailed
    Call EndInstallation
    Call Conclude
  ${EndIf}
FunctionEnd

; Refuses before any page: a window, or stderr under /S, then the end.
Function RefuseAtStart
  SetErrorLevel $FailExit
  ${If} ${Silent}
    Call TellStderr
  ${Else}
    MessageBox MB_OK|MB_ICONSTOP "$FailTitle($FailCode)$\r$\n$\r$\n$FailCause$\r$\n$\r$\n$(text.next)$FailNext"
  ${EndIf}
  Call CloseLogs
  Quit
FunctionEnd

Function .onInit
  SetShellVarContext all
  StrCpy $FailExit 0
  StrCpy $LockHandle ""
  StrCpy $JournalHandle ""
  StrCpy $Committed 0
  StrCpy $ChangeWord "placed"
  StrCpy $TargetVersion "${VERSION}"
  StrCpy $TargetRuntime "${RUNTIME_FOLDER}"
  StrCpy $TargetKb ${ESTIMATED_KB}
  Call OpenAskedLog
  ${Log} "$(text.installer) ${VERSION}"
  Call ScrubEnvironment
  Call CheckAccount
  ${If} $INSTDIR != "$PROGRAMFILES32\${APP_KEY}" ; /D= elsewhere
    ${Refuse} folderUnusable
  ${EndIf}
  ${If} $FailExit <> 0
    Call RefuseAtStart
  ${EndIf}
FunctionEnd
