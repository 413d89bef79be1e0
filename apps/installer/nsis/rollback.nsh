; Back to the previous version: it is still there, file by file as it was released; it proves itself on this PC again, its launcher
; comes back, and `current` is replaced. That is the commit point: killed before it, the present version stays; after it, the previous one
; runs, and the next rollback or installation brings the registration up to it. The version that was left stays, for a way forward.

Var PreviousData     ; the newest version of the data that it reads
Var PreviousLauncher ; SHA-256

!insertmacro DefineVersions "un."
!insertmacro DefineVer8 "un."
!insertmacro DefineVer8Undo "un."
!insertmacro DefineJournal "un."
!insertmacro DefineSelfCheck "un." previousNotProven previousNotProven
!insertmacro DefineCommit "un." switchBackFailed
!insertmacro DefineRegistration "un."

; What is current, what was before, and whether the command line asks for it.
Function un.PrepareRollback
  System::Store S
  StrCpy $RollbackAsked 0
  Push "/ROLLBACK"
  Call un.FindArgument
  Pop $RollbackAsked
  Pop $0
  StrCpy $Rollback $RollbackAsked
  ; A kill in the last moment of tidying up leaves the journal's folder, empty.
  ${IsLink} "${JOURNAL_FOLDER}" $0
  ${If} $0 = 0
    RMDir "${JOURNAL_FOLDER}"
    ClearErrors
  ${EndIf}
  Push "$INSTDIR\current"
  Call un.ReadFirstLine
  Pop $InstalledVersion
  Call un.FindPrevious
  ${If} $Rollback = 1
    StrCpy $Purge 0
    StrCpy $Job "$(rollback.job)"
    ${If} $PreviousVersion == ""
      ${Refuse} noPreviousVersion
    ${EndIf}
  ${EndIf}
  System::Store L
FunctionEnd

; The newest version below the current one that lies in versions\. A rollback that was killed after its commit point is finished first:
; asking again must not lead one version further back.
Function un.FindPrevious
  System::Store S
  StrCpy $PreviousVersion ""
  Push $InstalledVersion
  Call un.IsVersion
  Pop $0
  ${IsLink} "$INSTDIR\versions" $1
  Call un.IsRollbackUnfinished
  Pop $2
  ${If} $0 = 0
  ${OrIf} $1 = 1
    ${Log} "no version to go back from: '$InstalledVersion'"
  ${ElseIf} $2 = 1
    StrCpy $PreviousVersion $InstalledVersion
  ${Else}
    ClearErrors
    FindFirst $1 $2 "$INSTDIR\versions\*"
    ${DoUntil} ${Errors}
      Push $2
      Call un.IsVersion
      Pop $0
      ${If} $0 = 1
        Push $2
        Push $InstalledVersion
        Call un.CompareVersions
        Pop $3
        StrCpy $4 1
        ${If} $PreviousVersion != ""
          Push $2
          Push $PreviousVersion
          Call un.CompareVersions
          Pop $4
        ${EndIf}
        ${IsLink} "$INSTDIR\versions\$2" $5
        ${If} $3 < 0
        ${AndIf} $4 > 0
        ${AndIf} $5 = 0
          StrCpy $PreviousVersion $2
        ${EndIf}
      ${EndIf}
      ClearErrors
      FindNext $1 $2
    ${Loop}
    FindClose $1
    ClearErrors
  ${EndIf}
  System::Store L
FunctionEnd

; -> 1 when the journal is of a rollback to the version that is current.
Function un.IsRollbackUnfinished
  System::Store S
  StrCpy $1 0
  StrCpy $4 0
  Call un.ReadJournal
  Pop $0
  ${DoWhile} $0 > 0
    Pop $2
    IntOp $0 $0 - 1
    StrCpy $3 $2 5
    ${If} $3 == "back "
      StrCpy $1 1
    ${ElseIf} $2 == "begin $InstalledVersion"
      StrCpy $4 1
    ${EndIf}
  ${Loop}
  IntOp $1 $1 & $4
  Push $1
  System::Store L
FunctionEnd

Function un.RollBack
  System::Store S
  StrCpy $Committed 0
  StrCpy $ChangeWord "placed"
  StrCpy $TargetVersion $PreviousVersion
  ${Log} "back from $InstalledVersion to $TargetVersion"
  ${Step} CheckPrevious
  ${Step} CheckData
  ${Step} BeginRollback
  ${Step} SelfCheck
  ${Step} RestoreLauncher
  ${Step} ReplaceCurrent
  ${Step} RegisterTarget
  ${GetTime} "" "L" $0 $1 $2 $3 $4 $5 $6
  StrCpy $FinishedAt "$4:$5"
  ${If} $JournalHandle != ""
    Call un.EndRollback
  ${EndIf}
  System::Store L
FunctionEnd

; A rollback that could not be registered stays unfinished: asking again registers it, and goes no further back.
Function un.EndRollback
  ${If} $Committed = 1
  ${AndIf} $FailExit <> 0
    FileClose $JournalHandle
  ${Else}
    Call un.EndJournal
  ${EndIf}
  ${If} $Committed = 0
  ${AndIf} $UndoFailed = 1
    StrCpy $FailCause "$FailCause$(undo.incomplete)"
  ${EndIf}
FunctionEnd

; Every file that the previous version lists is there with the bytes that were released, and the list is whole.
Function un.CheckPrevious
  System::Store S
  StrCpy $0 "$INSTDIR\versions\$TargetVersion"
  Push "$0\runtime"
  Call un.ReadFirstLine
  Pop $TargetRuntime
  StrCpy $TargetRuntime "runtime\$TargetRuntime"
  StrCpy $PreviousData 0
  StrCpy $PreviousLauncher ""
  StrCpy $TargetKb 0
  StrCpy $4 0 ; what differs
  StrCpy $5 0 ; whether the runtime is listed
  StrCpy $6 "" ; the last path
  ClearErrors
  FileOpen $1 "$0\files.lst" r
  ${IfNot} ${Errors}
    ${Do}
      Push $1
      Call un.ReadListed
      Pop $2
      Pop $3
      ${If} $2 == ""
        ${Break}
      ${ElseIf} $2 == "data"
        StrCpy $PreviousData $3
        ${Continue}
      ${EndIf}
      StrCpy $6 $3
      Push $2
      Push $3
      Call un.CheckListed
      Pop $7
      ${If} $7 = -1
        ${Log} "not as released: $3"
        StrCpy $4 1
      ${ElseIf} $3 == "$TargetRuntime\node.exe"
        StrCpy $5 1
      ${ElseIf} $3 == "versions\$TargetVersion\denso.exe"
        StrCpy $PreviousLauncher $2
      ${EndIf}
      ${If} $3 != "versions\$TargetVersion\release.json"
        IntOp $TargetKb $TargetKb + $7
      ${EndIf}
    ${Loop}
    FileClose $1
  ${EndIf}
  IntOp $TargetKb $TargetKb + 1023
  IntOp $TargetKb $TargetKb / 1024
  ${Log} "previous version: runtime listed $5, launcher $PreviousLauncher, data $PreviousData, last $6"
  ${If} $4 <> 0
  ${OrIf} $5 = 0
  ${OrIf} $PreviousLauncher == ""
  ${OrIf} $6 != "versions\$TargetVersion\release.json"
    ${Refuse} previousDamaged
  ${EndIf}
  System::Store L
FunctionEnd

; hash, path -> the file's size in bytes, or -1 when it is none of ours or its bytes have another hash.
Function un.CheckListed
  System::Store S
  Pop $1
  Pop $0
  StrCpy $3 -1
  Push $1
  Call un.IsOurPath
  Pop $2
  ${If} $2 = 1
    Push "$INSTDIR\$1"
    Call un.HashFile
    Pop $2
    ${If} $2 == $0
      FileOpen $4 "$INSTDIR\$1" r
      FileSeek $4 0 END $3
      FileClose $4
    ${EndIf}
  ${EndIf}
  Push $3
  System::Store L
FunctionEnd

; The version that SQLite's header gives (four bytes at 60, the highest first): user data is looked at here, and nothing more.
Function un.CheckData
  System::Store S
  StrCpy $0 0
  ClearErrors
  FileOpen $1 "${DATA}\outbox.sqlite" r
  ${IfNot} ${Errors}
    FileSeek $1 60 SET
    ${For} $2 1 4
      FileReadByte $1 $3
      IntOp $0 $0 << 8
      IntOp $0 $0 | $3
    ${Next}
    FileClose $1
  ${EndIf}
  ClearErrors
  ${Log} "data: version $0, the previous version reads $PreviousData"
  ${If} $0 > $PreviousData
    ${Refuse} dataTooNew
  ${EndIf}
  System::Store L
FunctionEnd

Function un.BeginRollback
  Call un.BeginJournal
  ${If} $FailExit = 0
    ${Journal} "back $InstalledVersion"
  ${EndIf}
FunctionEnd

Function un.RestoreLauncher
  System::Store S
  ${Journal} "carry denso.exe"
  System::Call 'kernel32::CopyFileW(w "$INSTDIR\versions\$TargetVersion\denso.exe", w "${JOURNAL_FOLDER}\denso.exe", i 0)'
  ${PlaceFile} "${JOURNAL_FOLDER}\denso.exe" "denso.exe" $PreviousLauncher
  System::Store L
FunctionEnd
