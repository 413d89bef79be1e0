; Files that will be replaced or removed and that a program holds open: found before anything is changed, with the name of the program.

Var HeldFile ; the first one, "" when there is none
Var HeldBy   ; who has it, as Windows calls the programs

!define RM_PROCESS_INFO_SIZE 668
!define RM_APP_NAME 12 ; after the process's number and the time of its start
!define HOLDER_CHARS 16 ; of a name, its end included: the page has no room for more
!define HOLDERS_READ 8
!define HOLDERS_NAMED 2

; "path" : remembers the first one that is held.
!macro NoteHeld UN PATH
  Push `${PATH}`
  Call ${UN}NoteHeld
!macroend

!macro DefineHeldFiles UN
; path : asked for a second, since a virus scanner holds a file for a moment only.
Function ${UN}NoteHeld
  System::Store S
  Pop $0
  ${If} $HeldFile == ""
    ${For} $3 1 20
      ${OpenToReplace} $0 $1 $2
      ${If} $1 P<> -1
        System::Call 'kernel32::CloseHandle(p r1)'
        ${Break}
      ${ElseIf} $2 <> 32 ; ERROR_SHARING_VIOLATION
        ${Break}
      ${EndIf}
      Sleep 50
    ${Next}
    ${If} $1 P= -1
    ${AndIf} $2 = 32
      StrCpy $HeldFile $0
    ${EndIf}
  ${EndIf}
  System::Store L
FunctionEnd

; Refuses because of $HeldFile.
Function ${UN}RefuseHeld
  System::Store S
  Call ${UN}NameHolders
  ${Log} "held open: $HeldFile, by $HeldBy"
  ${GetFileName} $HeldFile $HeldFile
  ${Refuse} filesInUse
  System::Store L
FunctionEnd

; The Restart Manager knows who holds a file. What it does not tell is left unsaid.
Function ${UN}NameHolders
  System::Store S
  StrCpy $HeldBy ""
  System::Alloc 66 ; the session's key: 32 letters
  Pop $0
  System::Call 'rstrtmgr::RmStartSession(*i .r1, i 0, p r0) i.r2'
  System::Free $0
  ${If} $2 == 0
    System::Call '*(&w${NSIS_MAX_STRLEN} "$HeldFile") p.r3'
    System::Call '*(p r3) p.r0'
    System::Call 'rstrtmgr::RmRegisterResources(i r1, i 1, p r0, i 0, p 0, i 0, p 0) i.r2'
    System::Free $0
    System::Free $3
    IntOp $4 ${RM_PROCESS_INFO_SIZE} * ${HOLDERS_READ}
    System::Alloc $4
    Pop $4
    StrCpy $6 ${HOLDERS_READ}
    ${If} $2 == 0
      System::Call 'rstrtmgr::RmGetList(i r1, *i .r5, *i r6r6, p r4, *i .r7) i.r2'
    ${EndIf}
    ${If} $2 == 0
      IntPtrOp $0 $4 + ${RM_APP_NAME}
      StrCpy $5 0
      ${DoWhile} $5 < $6
        System::Call 'kernel32::lstrcpynW(w .r8, p r0, i ${HOLDER_CHARS})'
        ${If} $5 >= ${HOLDERS_NAMED}
          StrCpy $HeldBy "$HeldBy$(held.more)"
          ${Break}
        ${ElseIf} $8 != ""
          StrCpy $HeldBy "$HeldBy「$8」"
        ${EndIf}
        IntPtrOp $0 $0 + ${RM_PROCESS_INFO_SIZE}
        IntOp $5 $5 + 1
      ${Loop}
    ${EndIf}
    System::Free $4
    System::Call 'rstrtmgr::RmEndSession(i r1)'
  ${EndIf}
  ${If} $HeldBy == ""
    StrCpy $HeldBy "$(held.unknown)"
  ${EndIf}
  System::Store L
FunctionEnd
!macroend
!insertmacro DefineHeldFiles ""

; A file of this version that has its bytes already stays as it is, whoever reads it.
!macro NoteHeldUnlessRight FROM TO SHA256
  ${If} $HeldFile == ""
    !insertmacro NoteHeld "" "$INSTDIR\${TO}"
    ${If} $HeldFile != ""
      Push $HeldFile
      Call HashFile
      Pop $0
      ${If} $0 == ${SHA256}
        StrCpy $HeldFile ""
      ${EndIf}
    ${EndIf}
  ${EndIf}
!macroend

; What an installation writes over what is there, or takes over from the previous release.
Function CheckHeld
  System::Store S
  StrCpy $HeldFile ""
  !insertmacro NoteHeld "" "$INSTDIR\current"
  !insertmacro NoteHeld "" "$INSTDIR\uninstall.exe"
  !define LISTED "!insertmacro NoteHeldUnlessRight"
  ${LISTED} "" "denso.exe" ${LAUNCHER_SHA256}
  ${LISTED} "" "${VERSION_FOLDER}\denso.exe" ${LAUNCHER_SHA256}
  ${LISTED} "" "${VERSION_FOLDER}\files.lst" ${FILES_LIST_SHA256}
  ${LISTED} "" "${VERSION_FOLDER}\release.json" ${MANIFEST_SHA256}
  !insertmacro ReleaseFiles ; generated
  !undef LISTED
  ${If} $HeldFile != ""
    Call RefuseHeld
  ${EndIf}
  System::Store L
FunctionEnd
