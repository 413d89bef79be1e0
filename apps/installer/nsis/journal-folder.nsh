; The journal folder as installer and uninstaller both know it: reading the journal, and removing what an installation carried.
; journal.nsh says what the lines mean.

!define JOURNAL_FOLDER "$INSTDIR\journal"
!define STAGE "${JOURNAL_FOLDER}\stage" ; layers are unpacked here first

!macro DefineJournalFolder UN
; -> the number of lines, and under it the lines, newest first. What follows the last line's end is room for more, or a line that was
; being written when the power went: its act never began.
Function ${UN}ReadJournal
  System::Store S
  StrCpy $0 0
  ClearErrors
  FileOpen $1 "${JOURNAL_FOLDER}\journal.txt" r
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
        Push $2
        IntOp $0 $0 + 1
      ${Else}
        ${Break}
      ${EndIf}
    ${Loop}
    FileClose $1
  ${EndIf}
  ClearErrors
  Push $0
  System::Store L
FunctionEnd

; Removes what the journal says was carried, then the journal and its folder. It goes last, so that a kill on the way leaves something to go by.
Function ${UN}TidyJournal
  System::Store S
  ${IsLink} "${JOURNAL_FOLDER}" $1
  ${If} $1 = 0
    Call ${UN}ReadJournal
    Pop $0
    ${DoWhile} $0 > 0
      Pop $2
      IntOp $0 $0 - 1
      Push $2
      Push ".."
      Call ${UN}Contains
      Pop $1
      ${WordFind} $2 " " "+1" $3
      ${WordFind} $2 " " "+2" $4
      ${If} $1 = 1
        ${Log} "left alone: $2"
      ${ElseIf} $3 == "carry"
        Push "${JOURNAL_FOLDER}\$4"
        Call ${UN}DeleteSoon
      ${ElseIf} $3 == "room"
        Push "${JOURNAL_FOLDER}\$4"
        Call ${UN}RemoveFolderSoon
      ${EndIf}
    ${Loop}
    Delete "$INSTDIR\current.new" ; of a kill just before the commit point
    RMDir "${JOURNAL_FOLDER}\old"
    Delete "${JOURNAL_FOLDER}\journal.txt"
    Push "${JOURNAL_FOLDER}" ; a program that has just ended may have it for its working folder a moment longer
    Call ${UN}RemoveFolderSoon
  ${EndIf}
  ClearErrors
  System::Store L
FunctionEnd
!macroend
