; Layers: a 7z each, named by its SHA-256. Unpacked inside the install folder (only administrators write there), checked file by
; file, then moved to their place beside what is already installed. A layer that is there and right is not unpacked again.

; One layer: LIST is a generated macro that calls ${LISTED} "path in the layer" "path relative to the install folder" SHA-256 for each file.
!macro PlaceLayer NAME SHA256 SOURCE TARGET LIST
  Function PlaceLayer.${NAME}
    System::Store S
    StrCpy $0 1
    !define LISTED "!insertmacro IsFileRight"
    !insertmacro ${LIST}
    !undef LISTED
    ${If} $0 = 1
      ${Log} "layer ${NAME}: already there"
    ${Else}
      Call CarryUnpacker
      SetCompress off
      ${Carry} "${SHA256}.7z" "${SOURCE}"
      SetCompress auto
      Push "${JOURNAL_FOLDER}\${SHA256}.7z"
      Push ${SHA256}
      Call RequireHash
      ${If} $FailExit = 0
        ${Journal} "room stage"
        !insertmacro Rooms.${NAME} ; generated: one "room" per folder of the layer
        !define LISTED "!insertmacro CarryStagedFile ${NAME}"
        !insertmacro ${LIST}
        !undef LISTED
        ${Journal} "carry 7za.out"
        ${Journal} "carry 7za.err"
        ${RunProgram} "${JOURNAL_FOLDER}\7za.exe" 'x -y -bd -o"${STAGE}\${NAME}" "${JOURNAL_FOLDER}\${SHA256}.7z"' \
          "${JOURNAL_FOLDER}" "${JOURNAL_FOLDER}\7za.out" "${JOURNAL_FOLDER}\7za.err" ${UNPACK_TIMEOUT_MS}
        ${If} $RunExitCode != 0
          ${Refuse} unpackFailed
        ${EndIf}
      ${EndIf}
      ${If} $FailExit = 0
        Push "${TARGET}"
        Call MakeFolder
      ${EndIf}
      !define LISTED "!insertmacro PlaceStagedFile ${NAME}"
      !insertmacro ${LIST}
      !undef LISTED
    ${EndIf}
    System::Store L
  FunctionEnd
!macroend

!macro IsFileRight FROM TO SHA256
  ${If} $0 = 1
    Push "$INSTDIR\${TO}"
    Call HashFile
    Pop $1
    ${If} $1 != ${SHA256}
      StrCpy $0 0
    ${EndIf}
  ${EndIf}
!macroend

; -> 1 when every file that this release takes over from the previous one is there and right. The whole installer takes over none.
Function AreBaseLayersThere
  System::Store S
  StrCpy $0 1
  !define LISTED "!insertmacro IsFileRight"
  !insertmacro AreBaseFilesRight ; generated
  !undef LISTED
  Push $0
  System::Store L
FunctionEnd

!macro CarryStagedFile NAME FROM TO SHA256
  ${Journal} "carry stage\${NAME}\${FROM}"
!macroend

!macro PlaceStagedFile NAME FROM TO SHA256
  ${PlaceFile} "${STAGE}\${NAME}\${FROM}" "${TO}" ${SHA256}
!macroend

; path, SHA-256 : refuses the installation when the file's bytes are others.
Function RequireHash
  System::Store S
  Pop $1
  Pop $0
  ${If} $FailExit = 0
    Push $0
    Call HashFile
    Pop $2
    ${If} $2 != $1
      ${Log} "$0 should be $1, is $2"
      ${Refuse} payloadDamaged
    ${EndIf}
  ${EndIf}
  System::Store L
FunctionEnd

; Nothing runs from a temporary folder: the unpacker is put under the install folder first, and checked there.
Function CarryUnpacker
  ${Carry} "7za.exe" "${SEVEN_ZIP}"
  Push "${JOURNAL_FOLDER}\7za.exe"
  Push ${SEVEN_ZIP_SHA256}
  Call RequireHash
FunctionEnd

; release.json, files.lst and the launcher of this version: with them a later rollback can prove it and bring it back.
Function PlaceRecords
  ${Carry} "release.json" "${MANIFEST}"
  ${Carry} "files.lst" "${FILES_LIST}"
  ${PlaceFile} "${JOURNAL_FOLDER}\release.json" "${VERSION_FOLDER}\release.json" ${MANIFEST_SHA256}
  ${PlaceFile} "${JOURNAL_FOLDER}\files.lst" "${VERSION_FOLDER}\files.lst" ${FILES_LIST_SHA256}
  ${Carry} "denso.exe" "${LAUNCHER}"
  ${PlaceFile} "${JOURNAL_FOLDER}\denso.exe" "${VERSION_FOLDER}\denso.exe" ${LAUNCHER_SHA256}
FunctionEnd
