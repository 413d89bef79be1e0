; The last steps: uninstaller and launcher, then `current`. Replacing `current` is the commit point.

; Before the commit point, so that whatever is current can be removed. The newest one knows how to remove all versions, and stays.
Function PlaceUninstaller
  System::Store S
  ClearErrors
  GetDLLVersion "$INSTDIR\uninstall.exe" $1 $2
  ${If} ${Errors}
    StrCpy $1 0
    StrCpy $2 0
  ${EndIf}
  IntOp $3 $1 - ${VERSION_HIGH}
  ${If} $3 = 0
    IntOp $3 $2 - ${VERSION_LOW}
  ${EndIf}
  ${If} $3 > 0
    ${Log} "uninstall.exe is a newer version's and stays"
  ${Else}
    Call WriteOwnUninstaller
  ${EndIf}
  ClearErrors
  System::Store L
FunctionEnd

Function WriteOwnUninstaller
  System::Store S
  ${Journal} "carry uninstall.exe"
  ClearErrors
  WriteUninstaller "${JOURNAL_FOLDER}\uninstall.exe"
  ${If} ${Errors}
    ${Refuse} unpackFailed
  ${Else}
    Push "${JOURNAL_FOLDER}\uninstall.exe"
    Call HashFile
    Pop $0
    ${PlaceFile} "${JOURNAL_FOLDER}\uninstall.exe" "uninstall.exe" $0
  ${EndIf}
  System::Store L
FunctionEnd

Function ReplaceLauncher
  ${Carry} "denso.exe" "${LAUNCHER}"
  ${PlaceFile} "${JOURNAL_FOLDER}\denso.exe" "denso.exe" ${LAUNCHER_SHA256}
FunctionEnd

; REFUSAL: what is said when it cannot be replaced.
!macro DefineCommit UN REFUSAL
Function ${UN}ReplaceCurrent
  System::Store S
  Push "$INSTDIR\current"
  Call ${UN}ReadFirstLine
  Pop $3
  ClearErrors
  FileOpen $0 "$INSTDIR\current.new" w
  ${If} ${Errors}
    ${Refuse} ${REFUSAL}
  ${Else}
    FileWrite $0 "$TargetVersion$\r$\n"
    System::Call 'kernel32::FlushFileBuffers(p r0)'
    FileClose $0
    Push "$INSTDIR\current.new"
    Call ${UN}ReadFirstLine
    Pop $2
    StrCpy $1 0
    ${If} $2 == $TargetVersion ; a full disk leaves half a line, which must not take the place of a whole one
      ${MoveOver} "$INSTDIR\current.new" "$INSTDIR\current" $1
      Push "$INSTDIR\current"
      Call ${UN}ReadFirstLine
      Pop $2
    ${EndIf}
    ${If} $1 = 0
    ${OrIf} $2 != $TargetVersion
      Delete "$INSTDIR\current.new"
      ${Refuse} ${REFUSAL}
    ${Else}
      StrCpy $Committed 1
      ${If} $3 != $2
        ${Log} "$ChangeWord: current"
      ${EndIf}
      ${Log} "committed: current is $2"
    ${EndIf}
  ${EndIf}
  System::Store L
FunctionEnd
!macroend
!insertmacro DefineCommit "" replaceFailed
