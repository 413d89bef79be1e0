; The data of Ver.8: looked at in the preflight, copied before the self-check, taken back when the installation fails.

Var Ver8Text ; what is said of it before the installation

; Of the preflight.
Function CheckVer8
  System::Store S
  StrCpy $Ver8Text ""
  Call FindVer8
  ${If} $Ver8There = 1
    StrCpy $Ver8Text "$(preflight.ver8)$\r$\n"
    ${Log} "preflight: Ver.8 in '$Ver8Folder'"
    Push "$Ver8Folder\DENSO8.EXE"
    Call IsRunning
    Pop $0
    ${If} $0 = 1
      StrCpy $PreflightRunning "stop"
      ${Refuse} ver8InUse
    ${EndIf}
    !insertmacro EachVer8Data CheckVer8Data
  ${EndIf}
  System::Store L
FunctionEnd

Function CheckVer8Data
  System::Store S
  Pop $0
  Push $0
  Push 0x80000000 ; read
  Call OpenVer8File
  Pop $1
  Pop $2
  ${If} $1 == "plain"
    System::Call 'kernel32::CloseHandle(p r2)'
  ${ElseIf} $1 == "busy"
    ${Log} "Ver.8: $0 cannot be read"
    ${Refuse} ver8InUse
  ${EndIf}
  System::Store L
FunctionEnd

Function ImportVer8
  ${If} $Ver8There = 1
    !insertmacro EachVer8Data ImportVer8Data
  ${EndIf}
FunctionEnd

Function ImportVer8Data
  System::Store S
  Pop $0
  ${If} $FailExit = 0
    Push $0
    Push 0x80000000 ; read
    Call OpenVer8File
    Pop $1
    Pop $2
    ${If} ${FileExists} "${VER8_COPIES}\$0"
      ${Log} "Ver.8: $0 has been taken over before"
    ${ElseIf} $1 == "plain"
      Push $0
      Call CopyVer8Data
    ${ElseIf} $1 == "busy"
      ${Refuse} ver8InUse
    ${Else}
      ${Log} "Ver.8: $0 is not taken over ($1)"
    ${EndIf}
    ${If} $1 == "plain"
      System::Call 'kernel32::CloseHandle(p r2)'
    ${EndIf}
  ${EndIf}
  System::Store L
FunctionEnd

; name of a file that is held open : copies it where only administrators write; it goes to its place in one rename, whole and on disk.
Function CopyVer8Data
  System::Store S
  Pop $0
  StrCpy $1 "${JOURNAL_FOLDER}\ver8-$0"
  ${Journal} "carry ver8-$0"
  System::Call 'kernel32::CopyFileW(w "$Ver8Folder\$0", w r1, i 0)'
  System::Call 'kernel32::SetFileAttributesW(w r1, i 0x80)' ; FILE_ATTRIBUTE_NORMAL
  System::Call 'kernel32::CreateFileW(w r1, i 0x40000000, i 0, p 0, i 3, i 0, p 0) p.r2' ; write; existing
  System::Call 'kernel32::FlushFileBuffers(p r2) i.r3'
  System::Call 'kernel32::CloseHandle(p r2)'
  Push "$Ver8Folder\$0"
  Call HashFile
  Pop $4
  Push $1
  Call HashFile
  Pop $5
  ${If} $4 == ""
    ${Refuse} ver8InUse
  ${ElseIf} $3 = 0
  ${OrIf} $4 != $5
    ${Refuse} unpackFailed
  ${Else}
    ${Journal} "import $0"
    ${SecureFolder} "${VER8_COPIES}" "${ACL_ADMIN}"
    ${If} $FailExit = 0
      ${MoveOver} "$1" "${VER8_COPIES}\$0" $6
      ${If} $6 = 0
        ${Refuse} unpackFailed
      ${Else}
        ${Log} "Ver.8: $0 is taken over"
      ${EndIf}
    ${EndIf}
  ${EndIf}
  System::Store L
FunctionEnd

!macro DefineVer8Undo UN
; name : takes back a copy that this installation has made. A copy whose file Ver.8 no longer has is the only one, and stays.
Function ${UN}UndoImport
  System::Store S
  Pop $0
  StrCpy $1 "none"
  Call ${UN}FindVer8
  ${If} $0 == "DENSO8.INI"
  ${OrIf} $0 == "SOUSIN.DAT"
  ${OrIf} $0 == "KAIGO8.P12"
    Push $0
    Push 0x80000000 ; read
    Call ${UN}OpenVer8File
    Pop $1
    Pop $2
  ${EndIf}
  ${If} $1 == "plain"
    System::Call 'kernel32::CloseHandle(p r2)'
  ${EndIf}
  ${IsLink} "${VER8_COPIES}" $3
  ${If} $3 = 0
    ${If} $1 == "plain"
    ${OrIf} $1 == "busy"
      Push "${VER8_COPIES}\$0"
      Call ${UN}DeleteSoon
      ${If} ${FileExists} "${VER8_COPIES}\$0"
        StrCpy $UndoFailed 1
      ${EndIf}
    ${EndIf}
    RMDir "${VER8_COPIES}"
  ${EndIf}
  ClearErrors
  System::Store L
FunctionEnd
!macroend
!insertmacro DefineVer8Undo ""
