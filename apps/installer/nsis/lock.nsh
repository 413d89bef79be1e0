; One installer or uninstaller at a time on the whole PC. Windows gives the lock back when the process ends, however it ends.

Var LockHandle

!macro DefineLock UN
; -> 1 when this process holds the lock.
Function ${UN}TakeLock
  System::Store S
  StrCpy $0 1
  ${If} $LockHandle == ""
    System::Call 'kernel32::CreateMutexW(p 0, i 0, w "Global\${APP_KEY}Setup") p.r1 ?e'
    Pop $2
    ${If} $1 P= 0
    ${OrIf} $2 = 183 ; ERROR_ALREADY_EXISTS
      ${If} $1 P<> 0
        System::Call 'kernel32::CloseHandle(p r1)'
      ${EndIf}
      StrCpy $0 0
    ${Else}
      StrCpy $LockHandle $1
    ${EndIf}
  ${EndIf}
  Push $0
  System::Store L
FunctionEnd

; path of an exe -> 1 when a process runs it: Windows opens a running image for reading, and to rename it, but not for writing. Where it cannot
; even be renamed, somebody holds the file (held-files.nsh).
Function ${UN}IsRunning
  System::Store S
  Pop $0
  StrCpy $3 0
  ${If} ${FileExists} $0
    System::Call 'kernel32::CreateFileW(w r0, i 0x40000000, i 0x7, p 0, i 3, i 0, p 0) p.r1 ?e' ; write; share all; existing
    Pop $2
    ${If} $1 P<> -1
      System::Call 'kernel32::CloseHandle(p r1)'
    ${ElseIf} $2 = 32 ; ERROR_SHARING_VIOLATION
      ${OpenToReplace} $0 $1 $2
      ${If} $1 P<> -1
        System::Call 'kernel32::CloseHandle(p r1)'
        StrCpy $3 1
      ${ElseIf} $2 <> 32
        StrCpy $3 1
      ${EndIf}
    ${EndIf}
  ${EndIf}
  Push $3
  System::Store L
FunctionEnd

; -> 1 when the launcher or any installed runtime runs.
Function ${UN}IsClientRunning
  System::Store S
  Push "$INSTDIR\denso.exe"
  Call ${UN}IsRunning
  Pop $0
  ClearErrors
  FindFirst $1 $2 "$INSTDIR\runtime\*"
  ${DoUntil} ${Errors}
    ${If} $0 = 0
    ${AndIf} $2 != "."
    ${AndIf} $2 != ".."
      Push "$INSTDIR\runtime\$2\node.exe"
      Call ${UN}IsRunning
      Pop $0
    ${EndIf}
    ClearErrors
    FindNext $1 $2
  ${Loop}
  FindClose $1
  ClearErrors
  Push $0
  System::Store L
FunctionEnd
!macroend
