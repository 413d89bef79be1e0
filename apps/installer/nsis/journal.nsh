; The journal of an installation: every change to the install folder is written down, on disk, before it is made.
; An installation that fails undoes its own lines, newest first; one that was killed is undone by the next installer
; (unless `current` already names its version: then it was committed, and only tidying is missing).
;
;   begin 9.1.0            the version being installed, or gone back to
;   size 21034             its kilobytes, as Windows is told
;   back 9.2.0             in a rollback: the version that was current
;   folder versions\9.1.0  a folder that was not there before
;   add runtime\..\x       a file that was not there before
;   replace denso.exe 3    a file whose old bytes lie in journal\old\3
;   import SOUSIN.DAT      a data file of Ver.8 that was not in the data folder before (ver8-import.nsh)
;   carry 7za.exe          a file that this installation brings into journal\ for its own use; removed when it ends, however it ends
;   room stage\client      a folder there
;   failed | done          the last word; after `failed` everything above is undone

Var JournalHandle
Var UndoFailed   ; 1 when something that was added or replaced could not be undone
Var JournalCount ; number of the next file kept in journal\old
Var Committed    ; 1 once `current` names the wanted version
Var TargetVersion ; the version that is to be current afterwards
Var TargetRuntime ; the folder of its runtime, relative to the install folder
Var TargetKb      ; its size for Windows

!define JOURNAL_ROOM 32768

; A line has its place on the disk already (ReserveJournal), so that a disk that runs full stops an act and never its record.
!macro Journal LINE
  FileWrite $JournalHandle "${LINE}$\r$\n"
  System::Call 'kernel32::FlushFileBuffers(p $JournalHandle)'
!macroend
!define Journal "!insertmacro Journal"

; ${Carry} "name" file : brings one of the installer's own files into the journal folder. Refuses when it cannot be written.
!macro Carry NAME SOURCE
  ${Journal} "carry ${NAME}"
  SetOutPath "${JOURNAL_FOLDER}"
  ClearErrors
  File "/oname=${NAME}" "${SOURCE}"
  ${If} ${Errors}
    ${Refuse} unpackFailed
  ${EndIf}
!macroend
!define Carry "!insertmacro Carry"

; Writes the journal's last word and closes it.
!macro CloseJournal WORD
  ${Journal} "${WORD}"
  FileClose $JournalHandle
  StrCpy $JournalHandle ""
!macroend
!define CloseJournal "!insertmacro CloseJournal"

; A program that has just ended, or a virus scanner, can hold a file or a folder for a moment longer: tried for a second.
!macro Soon NAME COMMAND PATTERN
Function ${NAME}
  System::Store S
  Pop $0
  ${For} $1 1 20
    ClearErrors
    ${COMMAND} $0
    ${IfNot} ${FileExists} "$0${PATTERN}"
      ${Break}
    ${EndIf}
    Sleep 50
  ${Next}
  ClearErrors
  System::Store L
FunctionEnd
!macroend

; path relative to the install folder: creates the folder, its parents before it; refuses links on the way.
Function MakeFolder
  System::Store S
  Pop $0
  StrCpy $1 ""
  StrCpy $2 1
  ${Do}
    ${WordFind} "$0\" "\" "+$2" $3
    ClearErrors
    ${If} $3 == "$0\"
    ${OrIf} $3 == ""
      ${Break}
    ${EndIf}
    StrCpy $1 "$1$3"
    ${IsLink} "$INSTDIR\$1" $4
    ${If} $4 = 1
      ${Log} "a link is in the way: $1"
      ${Refuse} folderUnusable
      ${Break}
    ${EndIf}
    ${IfNot} ${FileExists} "$INSTDIR\$1\*.*"
      ${Journal} "folder $1"
      System::Call 'kernel32::CreateDirectoryW(w "$INSTDIR\$1", p 0) i.r4 ?e'
      Pop $5
      ${If} $4 = 0
        ${Log} "the folder $1 could not be made (error $5)"
        ${Refuse} unpackFailed
        ${Break}
      ${EndIf}
    ${EndIf}
    ${If} $1 == $0
      ${Break}
    ${EndIf}
    StrCpy $1 "$1\"
    IntOp $2 $2 + 1
  ${Loop}
  System::Store L
FunctionEnd

; ${PlaceFile} "new file" "path relative to the install folder" SHA-256
; Moves a checked file to its place in one rename. A file that is already right stays as it is.
!macro PlaceFile FROM TO SHA256
  Push `${FROM}`
  Push `${TO}`
  Push `${SHA256}`
  ${CallHere} PlaceFile
!macroend
!define PlaceFile "!insertmacro PlaceFile"

!macro DefineJournal UN
!insertmacro Soon ${UN}DeleteSoon Delete ""
!insertmacro Soon ${UN}RemoveFolderSoon RMDir "\*.*"

Function ${UN}PlaceFile
  System::Store S
  Pop $2
  Pop $1
  Pop $0
  ${If} $FailExit = 0
    Push "$INSTDIR\$1"
    Call ${UN}HashFile
    Pop $3
    Push $0
    Call ${UN}HashFile
    Pop $4
    ${If} $3 == $2
      ${Log} "already there: $1"
    ${ElseIf} $4 != $2
      ${Log} "$1 should be $2, unpacked was $4"
      ${Refuse} payloadDamaged
    ${Else}
      ${If} ${FileExists} "$INSTDIR\$1"
        IntOp $JournalCount $JournalCount + 1
        ${Journal} "carry old\$JournalCount"
        System::Call 'kernel32::CopyFileW(w "$INSTDIR\$1", w "${JOURNAL_FOLDER}\old\$JournalCount", i 0) i.r5 ?e'
        Pop $6
        ${If} $5 <> 0
          ${Journal} "replace $1 $JournalCount"
        ${EndIf}
      ${Else}
        StrCpy $5 1
        ${Journal} "add $1"
      ${EndIf}
      ${If} $5 <> 0
        ${MoveOver} $0 "$INSTDIR\$1" $5
        System::Call 'kernel32::GetLastError() i.r6'
      ${EndIf}
      ${If} $5 = 0
        ${Log} "$1 could not be written (error $6)"
        ${Refuse} unpackFailed
      ${Else}
        ${Log} "$ChangeWord: $1"
      ${EndIf}
    ${EndIf}
  ${EndIf}
  System::Store L
FunctionEnd

; Undoes the lines of the journal, newest first.
Function ${UN}UndoJournal
  System::Store S
  StrCpy $UndoFailed 0
  Call ${UN}ReadJournal
  Pop $0
  ${If} $0 = 0
    StrCpy $UndoFailed 1
    ${Log} "the journal cannot be read"
  ${EndIf}
  ${DoWhile} $0 > 0
    Pop $2
    IntOp $0 $0 - 1
    ${WordFind} $2 " " "+1" $3
    ${WordFind} $2 " " "+2" $4
    ${If} $3 == "add"
      Push "$INSTDIR\$4"
      Call ${UN}DeleteSoon
      ${If} ${FileExists} "$INSTDIR\$4"
        StrCpy $UndoFailed 1
      ${EndIf}
      ${Log} "undone: $2"
    ${ElseIf} $3 == "folder"
      Push "$INSTDIR\$4"
      Call ${UN}RemoveFolderSoon
      ${Log} "undone: $2"
    ${ElseIf} $3 == "import"
      Push $4
      Call ${UN}UndoImport
      ${Log} "undone: $2"
    ${ElseIf} $3 == "replace"
      ${WordFind} $2 " " "+3" $5
      ${If} ${FileExists} "${JOURNAL_FOLDER}\old\$5"
        ${MoveOver} "${JOURNAL_FOLDER}\old\$5" "$INSTDIR\$4" $6
        ${If} $6 = 0
          StrCpy $UndoFailed 1
        ${EndIf}
      ${EndIf}
      ${Log} "undone: $2"
    ${EndIf}
  ${Loop}
  System::Store L
FunctionEnd

; An earlier installation that was killed: undo it, or if it had been committed, register it; remove what it carried.
Function ${UN}SettleOldJournal
  System::Store S
  Push "${JOURNAL_FOLDER}\journal.txt"
  Call ${UN}ReadFirstLine
  Pop $1
  ${If} $1 != ""
    Push "$INSTDIR\current"
    Call ${UN}ReadFirstLine
    Pop $2
    ${Log} "an earlier installation did not finish: $1, current is '$2'"
    ${If} $1 == "begin $2"
      Push $2
      Call ${UN}FinishRegistration
    ${Else}
      Call ${UN}UndoJournal
    ${EndIf}
    Call ${UN}TidyJournal
  ${EndIf}
  System::Store L
FunctionEnd

; version : registers it as the killed installation would have done, whatever becomes of the present one.
Function ${UN}FinishRegistration
  System::Store S
  Pop $1
  StrCpy $3 $TargetVersion
  StrCpy $4 $TargetKb
  StrCpy $TargetVersion $1
  Call ${UN}ReadJournal
  Pop $0
  ${DoWhile} $0 > 0
    Pop $2
    IntOp $0 $0 - 1
    ${WordFind} $2 " " "+1" $5
    ${If} $5 == "size"
      ${WordFind} $2 " " "+2" $TargetKb
    ${EndIf}
  ${Loop}
  Call ${UN}RegisterTarget
  StrCpy $TargetVersion $3
  StrCpy $TargetKb $4
  System::Store L
FunctionEnd

; Fills the new journal with spaces, which end no line, and goes back to its beginning. Sets the error flag when there is no room.
Function ${UN}ReserveJournal
  System::Store S
  System::Alloc ${JOURNAL_ROOM}
  Pop $0
  System::Call 'ntdll::RtlFillMemory(p r0, i ${JOURNAL_ROOM}, i 0x20)'
  System::Call 'kernel32::WriteFile(p $JournalHandle, p r0, i ${JOURNAL_ROOM}, *i .r1, p 0) i.r2'
  System::Free $0
  FileSeek $JournalHandle 0 SET
  ClearErrors
  ${If} $2 = 0
  ${OrIf} $1 <> ${JOURNAL_ROOM}
    SetErrors
  ${EndIf}
  System::Store L
FunctionEnd

Function ${UN}BeginJournal
  System::Store S
  ${IsLink} $INSTDIR $0
  ${IsLink} ${JOURNAL_FOLDER} $1
  ${If} $0 = 1
  ${OrIf} $1 = 1
    ${Refuse} folderUnusable
  ${Else}
    Call ${UN}SettleOldJournal
    CreateDirectory $INSTDIR
    CreateDirectory "${JOURNAL_FOLDER}"
    CreateDirectory "${JOURNAL_FOLDER}\old"
    StrCpy $JournalCount 0
    ClearErrors
    FileOpen $JournalHandle "${JOURNAL_FOLDER}\journal.txt" w
    ${IfNot} ${Errors}
      Call ${UN}ReserveJournal
    ${EndIf}
    ${If} ${Errors}
      FileClose $JournalHandle
      StrCpy $JournalHandle ""
      Delete "${JOURNAL_FOLDER}\journal.txt"
      RMDir "${JOURNAL_FOLDER}\old"
      RMDir "${JOURNAL_FOLDER}"
      RMDir $INSTDIR
      ${Refuse} unpackFailed
    ${Else}
      ${Journal} "begin $TargetVersion"
      ${Journal} "size $TargetKb"
    ${EndIf}
  ${EndIf}
  ClearErrors
  System::Store L
FunctionEnd

; The last word, then tidying up: after the commit point what was carried along, before it everything that was added.
Function ${UN}EndJournal
  ${If} $Committed = 1
    ${CloseJournal} "done"
  ${Else}
    ${CloseJournal} "failed"
    Call ${UN}UndoJournal
  ${EndIf}
  Call ${UN}TidyJournal
FunctionEnd
!macroend
!insertmacro DefineJournal ""
