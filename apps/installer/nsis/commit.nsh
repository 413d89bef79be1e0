; The last steps: the launcher, then `current`. Replacing `current` is the commit point.

Function ReplaceLauncher
  ${Carry} "denso.exe" "${LAUNCHER}"
  ${PlaceFile} "${JOURNAL_FOLDER}\denso.exe" "denso.exe" ${LAUNCHER_SHA256}
FunctionEnd

Function ReplaceCurrent
  System::Store S
  ClearErrors
  FileOpen $0 "$INSTDIR\current.new" w
  ${If} ${Errors}
    ${Refuse} replaceFailed
  ${Else}
    FileWrite $0 "${VERSION}$\r$\n"
    System::Call 'kernel32::FlushFileBuffers(p r0)'
    FileClose $0
    ${MoveOver} "$INSTDIR\current.new" "$INSTDIR\current" $1
    Push "$INSTDIR\current"
    Call ReadFirstLine
    Pop $2
    ${If} $1 = 0
    ${OrIf} $2 != "${VERSION}"
      Delete "$INSTDIR\current.new"
      ${Refuse} replaceFailed
    ${Else}
      ${Log} "committed: current is ${VERSION}"
    ${EndIf}
  ${EndIf}
  System::Store L
FunctionEnd
