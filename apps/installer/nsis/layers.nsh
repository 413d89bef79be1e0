; Layers: a 7z each, named by its SHA-256; an update carries the files of a small one as they are, and needs no unpacker. Both come
; into the install folder (only administrators write there), are checked file by file, then moved to their place beside what is
; already installed. A layer that is there and right is not brought again.

; One layer: LIST is a generated macro that calls ${LISTED} "path in the layer" "path relative to the install folder" SHA-256 for each file,
; BRING and its two words a macro that leaves them in ${STAGE}\NAME.
!macro PlaceLayer NAME TARGET LIST BRING HASH SOURCE
  Function PlaceLayer.${NAME}
    System::Store S
    StrCpy $0 1
    !define LISTED "!insertmacro IsFileRight"
    !insertmacro ${LIST}
    !undef LISTED
    ${If} $0 = 1
      ${Log} "layer ${NAME}: already there"
    ${Else}
      !insertmacro Rooms.${NAME} ; generated: one Room per folder of the layer
      !insertmacro ${BRING} ${NAME} ${LIST} "${HASH}" "${SOURCE}"
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

!macro Room NAME
  ${Journal} "room ${NAME}"
  CreateDirectory "${JOURNAL_FOLDER}\${NAME}"
!macroend

; From an archive. HASH: its SHA-256.
!macro UnpackLayer NAME LIST HASH ARCHIVE
  Call CarryUnpacker
  SetCompress off
  ${Carry} "${HASH}.7z" "${ARCHIVE}"
  SetCompress auto
  Push "${JOURNAL_FOLDER}\${HASH}.7z"
  Push ${HASH}
  Call RequireHash
  ${If} $FailExit = 0
    !define LISTED "!insertmacro NoteStagedFile ${NAME}"
    !insertmacro ${LIST}
    !undef LISTED
    ${Journal} "carry 7za.out"
    ${Journal} "carry 7za.err"
    ${RunProgram} "${JOURNAL_FOLDER}\7za.exe" 'x -y -bd -o"${STAGE}\${NAME}" "${JOURNAL_FOLDER}\${HASH}.7z"' \
      "${JOURNAL_FOLDER}" "${JOURNAL_FOLDER}\7za.out" "${JOURNAL_FOLDER}\7za.err" ${UNPACK_TIMEOUT_MS}
    ${If} $RunExitCode != 0
      ${Refuse} unpackFailed
    ${EndIf}
  ${EndIf}
!macroend

; From the folder with its files.
!macro CarryLayer NAME LIST HASH FOLDER
  !define LISTED "!insertmacro CarryStagedFile ${NAME} `${FOLDER}`"
  !insertmacro ${LIST}
  !undef LISTED
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

!macro IsFileThere FROM TO SHA256
  ${IfNot} ${FileExists} "$INSTDIR\${TO}"
    StrCpy $0 0
  ${EndIf}
!macroend

; An update brings only what is new. It refuses at once where a file that it takes over from the previous release is missing.
; The whole installer takes over none.
Function CheckBase
  System::Store S
  ${If} $FailExit = 0
    StrCpy $0 1
    !define LISTED "!insertmacro IsFileThere"
    !insertmacro BaseFiles ; generated
    !undef LISTED
    ${If} $0 = 0
      StrCpy $PreflightVersion "stop"
      ${Refuse} baseMissing
    ${EndIf}
  ${EndIf}
  System::Store L
FunctionEnd

; Before the commit point every byte of those files is proven too.
Function ProveBase
  System::Store S
  StrCpy $0 1
  !define LISTED "!insertmacro IsFileRight"
  !insertmacro BaseFiles
  !undef LISTED
  ${If} $0 = 0
    ${Refuse} baseDamaged
  ${EndIf}
  System::Store L
FunctionEnd

!macro NoteStagedFile NAME FROM TO SHA256
  ${Journal} "carry stage\${NAME}\${FROM}"
!macroend

!macro CarryStagedFile NAME FOLDER FROM TO SHA256
  ${Carry} "stage\${NAME}\${FROM}" "${FOLDER}\${FROM}"
!macroend

!macro PlaceStagedFile NAME FROM TO SHA256
  ${PlaceFile} "${STAGE}\${NAME}\${FROM}" "${TO}" ${SHA256}
!macroend

; Nothing runs from a temporary folder: the unpacker is put under the install folder first, and checked there.
!macro DefineUnpacker
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

Function CarryUnpacker
  ${Carry} "7za.exe" "${SEVEN_ZIP}"
  Push "${JOURNAL_FOLDER}\7za.exe"
  Push ${SEVEN_ZIP_SHA256}
  Call RequireHash
FunctionEnd
!macroend

; release.json, files.lst and the launcher of this version: with them a later rollback can prove it and bring it back.
Function PlaceRecords
  ${Carry} "release.json" "${MANIFEST}"
  ${Carry} "files.lst" "${FILES_LIST}"
  ${PlaceFile} "${JOURNAL_FOLDER}\release.json" "${VERSION_FOLDER}\release.json" ${MANIFEST_SHA256}
  ${PlaceFile} "${JOURNAL_FOLDER}\files.lst" "${VERSION_FOLDER}\files.lst" ${FILES_LIST_SHA256}
  ${Carry} "denso.exe" "${LAUNCHER}"
  ${PlaceFile} "${JOURNAL_FOLDER}\denso.exe" "${VERSION_FOLDER}\denso.exe" ${LAUNCHER_SHA256}
FunctionEnd
