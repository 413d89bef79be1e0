; The one value that this program ever writes: SecureProtocols of the account whose settings count. Bytes as they are.

!define KEY_SET_VALUE 2

Var raw.state ; absent, present, denied
Var raw.type
Var raw.size  ; bytes
Var raw.data  ; address, 0 when there is none

; Key of the value, opened with the rights in $1, in $0 (0 when refused).
Function OpenUserKey
  StrCpy $2 "$account.shell\${INTERNET_SETTINGS}"
  System::Call "advapi32::RegCreateKeyExW(p ${HKU}, w r2, i 0, p 0, i 0, i r1, p 0, *p .r0, p 0) i .r2"
  ${If} $2 <> 0
    StrCpy $0 0
  ${EndIf}
FunctionEnd

; Present value into $raw.*. FreeRaw gives the bytes back.
Function ReadRaw
  StrCpy $raw.state denied
  StrCpy $raw.size 0
  StrCpy $raw.data 0
  StrCpy $2 "$account.shell\${INTERNET_SETTINGS}"
  System::Call "advapi32::RegOpenKeyExW(p ${HKU}, w r2, i 0, i ${KEY_READ}, *p .r0) i .r2"
  ${If} $2 <> 0
    Return
  ${EndIf}
  System::Call "advapi32::RegQueryValueExW(p r0, w 'SecureProtocols', p 0, *i .r1, p 0, *i .r3) i .r2"
  ${If} $2 = ${ERROR_FILE_NOT_FOUND}
    StrCpy $raw.state absent
  ${ElseIf} $2 = 0
    System::Call "kernel32::GlobalAlloc(i 0x40, i r3) p .r4"
    System::Call "advapi32::RegQueryValueExW(p r0, w 'SecureProtocols', p 0, *i .r1, p r4, *i r3) i .r2"
    ${If} $2 = 0
      StrCpy $raw.state present
    ${EndIf}
    StrCpy $raw.type $1
    StrCpy $raw.size $3
    StrCpy $raw.data $4
  ${EndIf}
  System::Call "advapi32::RegCloseKey(p r0)"
FunctionEnd

Function FreeRaw
  System::Call "kernel32::GlobalFree(p $raw.data)"
  StrCpy $raw.data 0
FunctionEnd

; Writes $raw.* as the value, or removes it when $raw.state is absent. $2 is 0 on success.
Function WriteRaw
  StrCpy $1 ${KEY_SET_VALUE}
  Call OpenUserKey
  ${If} $0 = 0
    StrCpy $2 5
    Return
  ${EndIf}
  ${If} $raw.state == absent
    System::Call "advapi32::RegDeleteValueW(p r0, w 'SecureProtocols') i .r2"
  ${Else}
    System::Call "advapi32::RegSetValueExW(p r0, w 'SecureProtocols', i 0, i $raw.type, p $raw.data, i $raw.size) i .r2"
  ${EndIf}
  System::Call "advapi32::RegCloseKey(p r0)"
FunctionEnd

; $0 is the DWORD to write. $2 is 0 on success.
Function WriteDword
  System::Call "kernel32::GlobalAlloc(i 0x40, i 4) p .r3"
  System::Call "*$3(i r0)"
  StrCpy $raw.state present
  StrCpy $raw.type ${REG_DWORD}
  StrCpy $raw.size 4
  StrCpy $raw.data $3
  Call WriteRaw
  Call FreeRaw
FunctionEnd
