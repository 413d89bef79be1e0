; %ProgramData%\KaigoDenso: the client (any user) keeps its data there, the installer (administrator) only logs there.
; Every folder gets its access list in the same call that creates it, so that nobody can slip in between.
;
;   KaigoDenso, KaigoDenso\logs   users may add files and folders and change what is in them, but not rename or remove the folder itself
;   KaigoDenso\logs\install       users may read; the installer writes here, and a user cannot place a link in its way

!define ACL_SHARED "O:BAG:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;;0x1200af;;;BU)(A;OICIIO;0x1301bf;;;BU)"
!define ACL_ADMIN "O:BAG:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)"

; ${SecureFolder} "path" "SDDL" : creates the folder with this access list, or puts the list on the one that is there.
!macro SecureFolder PATH SDDL
  Push `${PATH}`
  Push `${SDDL}`
  Call SecureFolder
!macroend
!define SecureFolder "!insertmacro SecureFolder"

Function SecureFolder
  System::Store S
  Pop $1
  Pop $0
  System::Call 'advapi32::ConvertStringSecurityDescriptorToSecurityDescriptorW(w r1, i 1, *p .r2, p 0) i.r3'
  ${If} $3 = 0
    ${Refuse} dataFolderUnusable
  ${Else}
    System::Call '*(i 12, p r2, i 0) p.r4'
    System::Call 'kernel32::CreateDirectoryW(w r0, p r4) i.r3 ?e'
    Pop $5
    System::Free $4
    ${If} $3 = 0
      ${IsLink} $0 $6
      ${If} $5 <> 183 ; ERROR_ALREADY_EXISTS
      ${OrIf} $6 = 1
        ${Log} "not usable as data folder: $0 (error $5, link $6)"
        ${Refuse} dataFolderUnusable
      ${Else}
        System::Call 'advapi32::SetFileSecurityW(w r0, i 0x80000005, p r2) i.r3 ?e' ; owner, access list, protected from inheritance
        Pop $5
        ${If} $3 = 0
          ${Log} "the access list of $0 could not be set (error $5)"
          ${Refuse} dataFolderUnusable
        ${EndIf}
      ${EndIf}
    ${EndIf}
    System::Call 'kernel32::LocalFree(p r2)'
  ${EndIf}
  System::Store L
FunctionEnd

Function PrepareDataFolder
  System::Store S
  ${IsLink} "$APPDATA" $0
  ${If} $0 = 1
    ${Log} "$APPDATA is a link"
    ${Refuse} dataFolderUnusable
  ${Else}
    ${SecureFolder} "${DATA}" "${ACL_SHARED}"
    ${If} $FailExit = 0
      ${SecureFolder} "${DATA}\logs" "${ACL_SHARED}"
    ${EndIf}
    ${If} $FailExit = 0
      ${SecureFolder} "${INSTALL_LOGS}" "${ACL_ADMIN}"
    ${EndIf}
  ${EndIf}
  System::Store L
FunctionEnd
