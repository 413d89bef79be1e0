; 介護伝送ソフト Ver.8, the program before this one: flat in one folder that any user can write to, its data beside it (docs/decisions/0017-ver8.md).
; Its data is copied before the self-check; Ver.8 itself goes, name by name, once the new version is current. Nothing of it is run.
;
; A copy is taken back only while Ver.8 still has the file; a file of Ver.8 is deleted only while its copy has the same bytes.

Var Ver8Folder ; where it is registered; "" when it is not, or lies where nothing is touched
Var Ver8There  ; 1 when it really is there

!define VER8_KEY "Software\KaigoDenso8"
!define VER8_UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\KaigoDenso8"
!define VER8_COPIES "${DATA}\ver8"

; Calls the function with the name of each data file.
!macro EachVer8Data FUNCTION
  Push "DENSO8.INI"
  Call ${FUNCTION}
  Push "SOUSIN.DAT"
  Call ${FUNCTION}
  Push "KAIGO8.P12"
  Call ${FUNCTION}
!macroend

!macro DefineVer8 UN
; path -> 1 when it is an absolute path on a disk of this PC, plainly written, without a link on the way.
Function ${UN}IsLocalPath
  System::Store S
  Pop $0
  StrCpy $9 0
  StrCpy $1 $0 3
  StrCpy $2 $0 2 1
  StrLen $3 $0
  System::Call 'kernel32::GetFullPathNameW(w r0, i ${NSIS_MAX_STRLEN}, w .r4, p 0)'
  System::Call 'kernel32::GetDriveTypeW(w r1) i.r5'
  ${If} $2 == ":\"
  ${AndIf} $3 > 3
  ${AndIf} $3 < 200
  ${AndIf} $4 == $0
  ${AndIf} $5 = 3 ; DRIVE_FIXED
    StrCpy $9 1
    StrCpy $6 3
    ${Do}
      StrCpy $7 $0 1 $6
      ${If} $7 == "\"
      ${OrIf} $7 == ""
        StrCpy $8 $0 $6
        ${IsLink} $8 $5
        ${If} $5 = 1
          StrCpy $9 0
        ${EndIf}
      ${EndIf}
      IntOp $6 $6 + 1
    ${LoopUntil} $7 == ""
  ${EndIf}
  Push $9
  System::Store L
FunctionEnd

Function ${UN}FindVer8
  System::Store S
  StrCpy $Ver8Folder ""
  StrCpy $Ver8There 0
  ReadRegStr $0 HKLM "${VER8_KEY}" "InstallDir"
  ${If} $0 != ""
    StrCpy $1 $0 1 -1
    ${If} $1 == "\"
      StrCpy $0 $0 -1
    ${EndIf}
    Push $0
    Call ${UN}IsLocalPath
    Pop $1
    ${If} $1 = 0
      ${Log} "Ver.8 is registered in '$0': nothing is touched there"
    ${Else}
      StrCpy $Ver8Folder $0
      ${If} ${FileExists} "$0\DENSO8.EXE"
      ${OrIf} ${FileExists} "$0\DENSO8.INI"
        StrCpy $Ver8There 1
      ${EndIf}
    ${EndIf}
  ${EndIf}
  ClearErrors
  System::Store L
FunctionEnd

; name of a file of Ver.8, access -> what it is: none; plain; foreign: a folder, a link, too large, or a file that has another name too;
; busy: not to be opened. Under it the handle of a plain one: as long as it is open nobody writes, renames or deletes the file.
Function ${UN}OpenVer8File
  System::Store S
  Pop $1
  Pop $0
  StrCpy $0 "$Ver8Folder\$0"
  StrCpy $8 "none"
  StrCpy $9 -1
  System::Call 'kernel32::GetFileAttributesW(w r0) i.r2'
  ${If} $2 <> -1
    StrCpy $8 "foreign"
    IntOp $2 $2 & 0x450 ; a link, a device, a folder
    ${If} $2 = 0
      StrCpy $8 "busy"
      System::Call 'kernel32::CreateFileW(w r0, i r1, i 0x1, p 0, i 3, i 0x00200000, p 0) p.r9' ; share read; existing; a link itself
    ${EndIf}
    ${If} $9 P<> -1
      StrCpy $8 "plain"
      System::Alloc 52 ; BY_HANDLE_FILE_INFORMATION: attributes, three times, volume, size (high, low), names
      Pop $3
      System::Call 'kernel32::GetFileInformationByHandle(p r9, p r3) i.r4'
      System::Call '*$3(i .r2, l, l, l, i, i .r5, i .r6, i .r7)'
      System::Free $3
      IntOp $2 $2 & 0x450
      ${If} $4 = 0
      ${OrIf} $2 <> 0
      ${OrIf} $5 <> 0
      ${OrIf} $6 U> ${VER8_MAX_BYTES}
      ${OrIf} $7 <> 1
        StrCpy $8 "foreign"
        System::Call 'kernel32::CloseHandle(p r9)'
      ${EndIf}
    ${EndIf}
  ${EndIf}
  Push $9
  Push $8
  System::Store L
FunctionEnd
!macroend
!insertmacro DefineVer8 ""
