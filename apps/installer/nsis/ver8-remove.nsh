; Ver.8 goes, name by name, once the new version is current. What is in use stays for the next installation.

Var Ver8Left ; 1 when something stays for it

; SHA256: what the file must be, or any.
!macro RemoveVer8File NAME SHA256
  Push "${NAME}"
  Push "${SHA256}"
  Call RemoveVer8File
!macroend

; After the commit point. DENSO8.EXE goes first, so that nobody starts half of it; the key goes last: by it the next installation finishes.
Function RemoveVer8
  System::Store S
  ${If} $Ver8Folder != ""
    StrCpy $Ver8Left 0
    !insertmacro RemoveVer8File "DENSO8.EXE" "any"
    ${If} $Ver8Left = 0
      Delete "$SMPROGRAMS\$(text.ver8).lnk"
      DeleteRegKey HKLM "${VER8_UNINSTALL_KEY}"
      !insertmacro RemoveVer8File "UNINST8.EXE" "any"
      !insertmacro RemoveVer8File "DENSO8.HLP" "any"
      !insertmacro RemoveVer8File "README8.TXT" "any"
      !insertmacro EachVer8Data RemoveVer8Data
      RMDir "$Ver8Folder" ; a facility's own files keep it
    ${EndIf}
    ${If} $Ver8Left = 0
      DeleteRegKey HKLM "${VER8_KEY}"
      ${Log} "Ver.8 is removed"
    ${Else}
      ${Log} "Ver.8: the next installation removes what is left"
    ${EndIf}
  ${EndIf}
  ClearErrors
  System::Store L
FunctionEnd

; name : removes a data file whose copy has the same bytes.
Function RemoveVer8Data
  System::Store S
  Pop $0
  StrCpy $1 ""
  ${IsLink} "${VER8_COPIES}" $2
  ${IsLink} "${VER8_COPIES}\$0" $3
  ${If} $2 = 0
  ${AndIf} $3 = 0
    Push "${VER8_COPIES}\$0"
    Call HashFile
    Pop $1
  ${EndIf}
  ${If} $1 != ""
    !insertmacro RemoveVer8File $0 $1
  ${EndIf}
  System::Store L
FunctionEnd

; name, SHA-256 or any : the handle keeps the file the one that was compared until it is deleted through it.
Function RemoveVer8File
  System::Store S
  Pop $1
  Pop $0
  Push $0
  Push 0x80010000 ; read, delete
  Call OpenVer8File
  Pop $2
  Pop $3
  ${If} $2 == "plain"
    StrCpy $0 "$Ver8Folder\$0"
    Push $0
    Call HashFile
    Pop $4
    ${If} $1 == "any"
    ${OrIf} $1 == $4
      System::Call 'kernel32::SetFileAttributesW(w r0, i 0x80)' ; one that is read-only is not deleted
      System::Call '*(&i1 1) p.r5'
      System::Call 'kernel32::SetFileInformationByHandle(p r3, i 4, p r5, i 1) i.r6' ; FileDispositionInfo: goes when it is closed
      System::Free $5
      ${If} $6 = 0
        StrCpy $Ver8Left 1
      ${EndIf}
      ${Log} "Ver.8: removed ($6): $0"
    ${Else}
      ${Log} "Ver.8: stays, since it is not what was taken over: $0"
    ${EndIf}
    System::Call 'kernel32::CloseHandle(p r3)'
  ${ElseIf} $2 == "busy"
    StrCpy $Ver8Left 1
    ${Log} "Ver.8: in use, stays: $0"
  ${ElseIf} $2 == "foreign"
    ${Log} "Ver.8: no plain file, stays: $0"
  ${EndIf}
  System::Store L
FunctionEnd
