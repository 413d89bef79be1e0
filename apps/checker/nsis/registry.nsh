; Reads one value of the registry with its type, so that absent, wrong type and denied stay three things.
; ReadRegDWORD cannot tell them apart: it sets the error flag for all three.

!define HKLM 0x80000002
!define HKU 0x80000003
!define VIEW_64 0x100
!define VIEW_32 0x200
!define KEY_READ 0x20019
!define ERROR_FILE_NOT_FOUND 2
!define ANY_TYPE_UNEXPANDED 0x1000FFFF
!define REG_SZ 1
!define REG_DWORD 4

Var read.kind  ; absent, dword, text, other, denied
Var read.value ; of a dword, signed
Var read.text  ; of a text, its first 1023 characters
Var read.whole ; of a text, the address of all of it until the next value is read; else 0
Var read.type
Var read.size

; Root, view, key and name are on the stack in this order, the name on top.
Function ReadValue
  Exch $3
  Exch
  Exch $2
  Exch 2
  Exch $1
  Exch 3
  Exch $0
  Push $4
  Push $5
  StrCpy $read.kind absent
  StrCpy $read.value 0
  StrCpy $read.text ""
  System::Call "kernel32::GlobalFree(p $read.whole)"
  StrCpy $read.whole 0
  IntOp $1 $1 | ${KEY_READ}
  System::Call "advapi32::RegOpenKeyExW(p r0, w r2, i 0, i r1, *p .r4) i .r5"
  ${If} $5 = 0
    System::Call "advapi32::RegGetValueW(p r4, p 0, w r3, i ${ANY_TYPE_UNEXPANDED}, *i .r0, p 0, *i .r1) i .r5"
    StrCpy $read.type $0
    StrCpy $read.size $1
    ${If} $5 = 0
      Call ReadData
    ${EndIf}
    System::Call "advapi32::RegCloseKey(p r4)"
  ${EndIf}
  ${If} $5 <> 0
  ${AndIf} $5 <> ${ERROR_FILE_NOT_FOUND}
    StrCpy $read.kind denied
  ${EndIf}
  Pop $5
  Pop $4
  Pop $0
  Pop $1
  Pop $2
  Pop $3
FunctionEnd

; The data of value $3 of the open key $4, type and size known. Leaves the error code in $5.
Function ReadData
  ${If} $read.type = ${REG_DWORD}
  ${AndIf} $read.size = 4
    System::Call "advapi32::RegGetValueW(p r4, p 0, w r3, i ${ANY_TYPE_UNEXPANDED}, p 0, *i .r0, *i 4) i .r5"
    StrCpy $read.kind dword
    StrCpy $read.value $0
  ${ElseIf} $read.type = ${REG_SZ}
    System::Call "kernel32::GlobalAlloc(i 0x40, i $read.size) p .r0"
    System::Call "advapi32::RegGetValueW(p r4, p 0, w r3, i ${ANY_TYPE_UNEXPANDED}, p 0, p r0, *i $read.size) i .r5"
    System::Call "kernel32::lstrcpynW(w .r1, p r0, i ${NSIS_MAX_STRLEN})"
    StrCpy $read.whole $0
    StrCpy $read.kind text
    StrCpy $read.text $1
  ${Else}
    StrCpy $read.kind other
  ${EndIf}
FunctionEnd

!macro ReadValue _root _view _key _name
  Push ${_root}
  Push ${_view}
  Push `${_key}`
  Push `${_name}`
  Call ReadValue
!macroend
!define ReadValue "!insertmacro ReadValue"

; A fact that is a DWORD: $<fact>.kind and $<fact>.value. Text is a wrong type there.
!macro ReadDwordFact _fact _root _view _key _name
  ${ReadValue} ${_root} ${_view} `${_key}` `${_name}`
  StrCpy $${_fact}.kind $read.kind
  StrCpy $${_fact}.value $read.value
  ${If} $read.kind == text
    StrCpy $${_fact}.kind other
  ${EndIf}
!macroend
!define ReadDwordFact "!insertmacro ReadDwordFact"

; A fact that is a text, empty when absent.
!macro ReadTextFact _variable _root _view _key _name
  ${ReadValue} ${_root} ${_view} `${_key}` `${_name}`
  StrCpy ${_variable} $read.text
!macroend
!define ReadTextFact "!insertmacro ReadTextFact"
