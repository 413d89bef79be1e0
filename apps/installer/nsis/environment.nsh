; What surrounds the process: who runs it, and the environment that its children will inherit.

!macro KeepVariable NAME
  ${If} $2 == "${NAME}"
    StrCpy $3 1
  ${EndIf}
!macroend

!macro DefineEnvironment UN
; Removes every variable that is not on the list, so that no child can be steered by one (NODE_OPTIONS runs foreign code, and an
; elevated process inherits the variables of the person who started it). PATH becomes the system folder.
Function ${UN}ScrubEnvironment
  System::Store S
  System::Call 'kernel32::GetEnvironmentStringsW() p.r0'
  StrCpy $1 $0
  ${Do}
    System::Call 'kernel32::lstrlenW(p r1) i.r4'
    ${If} $4 = 0
      ${Break}
    ${EndIf}
    System::Call 'kernel32::lstrcpynW(w .r2, p r1, i 512)'
    IntOp $4 $4 * 2
    IntOp $4 $4 + 2
    IntPtrOp $1 $1 + $4
    ; The name ends at the first "=" after the first character: names like "=C:" begin with one.
    StrCpy $5 1
    ${Do}
      StrCpy $6 $2 1 $5
      ${If} $6 == "="
      ${OrIf} $6 == ""
        ${Break}
      ${EndIf}
      IntOp $5 $5 + 1
    ${Loop}
    StrCpy $2 $2 $5
    StrCpy $3 0
    !insertmacro KeepVariable "ALLUSERSPROFILE"
    !insertmacro KeepVariable "APPDATA"
    !insertmacro KeepVariable "COMPUTERNAME"
    !insertmacro KeepVariable "LOCALAPPDATA"
    !insertmacro KeepVariable "NUMBER_OF_PROCESSORS"
    !insertmacro KeepVariable "OS"
    !insertmacro KeepVariable "ProgramData"
    !insertmacro KeepVariable "ProgramFiles"
    !insertmacro KeepVariable "ProgramFiles(x86)"
    !insertmacro KeepVariable "ProgramW6432"
    !insertmacro KeepVariable "SystemDrive"
    !insertmacro KeepVariable "SystemRoot"
    !insertmacro KeepVariable "TEMP"
    !insertmacro KeepVariable "TMP"
    !insertmacro KeepVariable "USERDOMAIN"
    !insertmacro KeepVariable "USERNAME"
    !insertmacro KeepVariable "USERPROFILE"
    !insertmacro KeepVariable "windir"
    ${If} $3 = 0
      System::Call 'kernel32::SetEnvironmentVariableW(w r2, p 0)'
    ${EndIf}
  ${Loop}
  System::Call 'kernel32::FreeEnvironmentStringsW(p r0)'
  System::Call 'kernel32::SetEnvironmentVariableW(w "PATH", w "$SYSDIR")'
  System::Store L
FunctionEnd

; Refuses an account without administrator rights, and SYSTEM: NSIS programs that run as SYSTEM have been a way to take a PC over.
Function ${UN}CheckAccount
  System::Store S
  UserInfo::GetAccountType
  Pop $0
  ${If} $0 != "Admin"
    ${Refuse} notAdministrator
  ${EndIf}
  System::Alloc 68 ; SECURITY_MAX_SID_SIZE
  Pop $1
  System::Call 'advapi32::CreateWellKnownSid(i 22, p 0, p r1, *i 68) i.r2' ; WinLocalSystemSid
  ${If} $2 <> 0
    System::Call 'advapi32::CheckTokenMembership(p 0, p r1, *i .r3) i.r2'
    ${If} $2 = 0
    ${OrIf} $3 <> 0
      ${Refuse} systemAccount
    ${EndIf}
  ${Else}
    ${Refuse} systemAccount
  ${EndIf}
  System::Free $1
  System::Store L
FunctionEnd
!macroend
