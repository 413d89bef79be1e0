; What a fix replaced, so that it can be put back with its type or its absence. It lies in the profile of the account that ran the fix,
; one per account whose value was changed: an .ini with the facts and a .bin with the old bytes.

!define RECORD_FOLDER "$LOCALAPPDATA\KaigoDenso"
!define RECORD_MAX_BYTES 65536
!define CREATE_ALWAYS 2
!define OPEN_EXISTING 3
!define GENERIC_READ 0x80000000

Var record.path    ; without its ending
Var record.usable  ; yes: the present value is the one that the fix wrote
Var record.oldType ; absent, or the number of the registry's type
Var record.written ; absent, or the DWORD that the fix wrote

; Finds the record that belongs to the present value, if there is one.
Function ReadRecord
  SetShellVarContext current
  StrCpy $record.path "${RECORD_FOLDER}\ie-undo-$account.shell"
  StrCpy $record.usable no
  ClearErrors
  ReadINIStr $0 "$record.path.ini" undo formatVersion
  ReadINIStr $record.oldType "$record.path.ini" undo oldType
  ReadINIStr $record.written "$record.path.ini" undo written
  ${If} ${Errors}
  ${OrIf} $0 != "1"
    Return
  ${EndIf}
  ${If} $record.written == absent
  ${AndIf} $user.kind == absent
    StrCpy $record.usable yes
  ${ElseIf} $record.written != absent
  ${AndIf} $user.kind == dword
    IntOp $0 $record.written | 0
    ${If} $user.value = $0
      StrCpy $record.usable yes
    ${EndIf}
  ${EndIf}
FunctionEnd

; Keeps $raw.*, before it is replaced as $fix.kind and $fix.target say. $0 is empty on success, else the code of the message.
Function WriteRecord
  ${If} $raw.size > ${RECORD_MAX_BYTES}
    StrCpy $0 "S-299"
    Return
  ${EndIf}
  StrCpy $0 "S-293"
  ClearErrors
  CreateDirectory "${RECORD_FOLDER}"
  Delete "$record.path.ini"
  ${If} ${Errors}
    Return
  ${EndIf}
  StrCpy $3 "$record.path.bin"
  System::Call "kernel32::CreateFileW(w r3, i ${GENERIC_WRITE}, i 0, p 0, i ${CREATE_ALWAYS}, i 0x80, p 0) p .r1"
  System::Call "kernel32::WriteFile(p r1, p $raw.data, i $raw.size, *i .r2, p 0) i .r3"
  System::Call "kernel32::CloseHandle(p r1)"
  ${If} $3 = 0
  ${OrIf} $2 <> $raw.size
    Return
  ${EndIf}
  StrCpy $1 $raw.type
  ${If} $raw.state == absent
    StrCpy $1 absent
  ${EndIf}
  StrCpy $2 absent
  ${If} $fix.kind != "delete-value"
    IntFmt $2 "0x%08X" $fix.target
  ${EndIf}
  WriteINIStr "$record.path.ini" undo formatVersion 1
  WriteINIStr "$record.path.ini" undo sid "$account.shell"
  WriteINIStr "$record.path.ini" undo key "${INTERNET_SETTINGS}"
  WriteINIStr "$record.path.ini" undo name SecureProtocols
  WriteINIStr "$record.path.ini" undo oldType $1
  WriteINIStr "$record.path.ini" undo written $2
  WriteINIStr "$record.path.ini" undo day $clock.today
  ${IfNot} ${Errors}
    StrCpy $0 ""
  ${EndIf}
  FlushINI "$record.path.ini" ; sets the error flag even when it works
FunctionEnd

; The old value of the record into $raw.*. $0 is empty on success.
Function LoadRecord
  StrCpy $0 "S-293"
  StrCpy $raw.data 0
  StrCpy $raw.size 0
  ${If} $record.oldType == absent
    StrCpy $raw.state absent
    StrCpy $0 ""
    Return
  ${EndIf}
  StrCpy $3 "$record.path.bin"
  System::Call "kernel32::CreateFileW(w r3, i ${GENERIC_READ}, i 1, p 0, i ${OPEN_EXISTING}, i 0x80, p 0) p .r1"
  ${If} $1 = ${INVALID_HANDLE}
    Return
  ${EndIf}
  System::Call "kernel32::GlobalAlloc(i 0x40, i ${RECORD_MAX_BYTES}) p .r4"
  System::Call "kernel32::ReadFile(p r1, p r4, i ${RECORD_MAX_BYTES}, *i .r2, p 0) i .r3"
  System::Call "kernel32::CloseHandle(p r1)"
  StrCpy $raw.data $4
  ${If} $3 <> 0
    StrCpy $raw.state present
    StrCpy $raw.type $record.oldType
    StrCpy $raw.size $2
    StrCpy $0 ""
  ${EndIf}
FunctionEnd

Function ForgetRecord
  Delete "$record.path.ini"
  Delete "$record.path.bin"
  StrCpy $record.usable no
FunctionEnd
