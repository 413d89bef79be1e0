; The log: UTF-8 lines with a local time. /LOG=file from the first moment; %ProgramData%\KaigoDenso\logs\install from the moment that something is changed.

Var LogAsked   ; handle of the file of /LOG=, or ""
Var LogKept    ; handle of the file in the data folder, or ""
Var ChangeWord ; what a change is called: placed; repaired, when the same version goes over itself

; ${Log} "text"
!macro Log TEXT
  Push `${TEXT}`
  !ifdef __UNINSTALL__
    Call un.WriteLog
  !else
    Call WriteLog
  !endif
!macroend
!define Log "!insertmacro Log"

; UN is also the beginning of the file's name: install-… and un.install-…
!macro DefineLog UN
; text -> a line in each open log.
Function ${UN}WriteLog
  System::Store S
  Pop $0
  System::Call '*(&i2, &i2, &i2, &i2, &i2, &i2, &i2, &i2) p.r1'
  System::Call 'kernel32::GetLocalTime(p r1)'
  System::Call '*$1(&i2 .r2, &i2 .r3, &i2, &i2 .r4, &i2 .r5, &i2 .r6, &i2 .r7, &i2 .r8)'
  System::Free $1
  IntFmt $3 "%02d" $3
  IntFmt $4 "%02d" $4
  IntFmt $5 "%02d" $5
  IntFmt $6 "%02d" $6
  IntFmt $7 "%02d" $7
  IntFmt $8 "%03d" $8
  StrCpy $0 "$2-$3-$4 $5:$6:$7.$8 $0$\r$\n"
  System::Call 'kernel32::WideCharToMultiByte(i 65001, i 0, w r0, i -1, p 0, i 0, p 0, p 0) i.r2'
  System::Alloc $2
  Pop $1
  System::Call 'kernel32::WideCharToMultiByte(i 65001, i 0, w r0, i -1, p r1, i r2, p 0, p 0)'
  IntOp $2 $2 - 1
  ${If} $LogAsked != ""
    System::Call 'kernel32::WriteFile(p $LogAsked, p r1, i r2, *i, p 0)'
  ${EndIf}
  ${If} $LogKept != ""
    System::Call 'kernel32::WriteFile(p $LogKept, p r1, i r2, *i, p 0)'
  ${EndIf}
  System::Free $1
  System::Store L
FunctionEnd

; Opens the file that /LOG= names, new and empty. Refuses when it cannot be made.
Function ${UN}OpenAskedLog
  System::Store S
  StrCpy $LogAsked ""
  StrCpy $LogKept ""
  Push "/LOG="
  Call ${UN}FindArgument
  Pop $0
  Pop $1
  ${If} $0 = 1
    ClearErrors
    FileOpen $LogAsked $1 w
    ${If} ${Errors}
      StrCpy $LogAsked ""
      ${Refuse} logUnwritable
    ${EndIf}
  ${EndIf}
  ClearErrors
  System::Store L
FunctionEnd

; Opens the log that stays on the PC. Its folder is writable for administrators only (data-folder.nsh), so nobody can aim it elsewhere.
Function ${UN}OpenKeptLog
  System::Store S
  ${GetTime} "" "L" $0 $1 $2 $3 $4 $5 $6
  ClearErrors
  FileOpen $LogKept "${INSTALL_LOGS}\${UN}install-$2$1$0-$4$5$6.log" w
  ${If} ${Errors}
    StrCpy $LogKept ""
    ${Log} "the log in the data folder could not be opened"
  ${EndIf}
  ClearErrors
  System::Store L
FunctionEnd

Function ${UN}CloseLogs
  ${If} $LogAsked != ""
    FileClose $LogAsked
    StrCpy $LogAsked ""
  ${EndIf}
  ${If} $LogKept != ""
    FileClose $LogKept
    StrCpy $LogKept ""
  ${EndIf}
FunctionEnd

; Under /S nobody sees a window: the refusal goes to stderr when there is one.
Function ${UN}TellStderr
  System::Store S
  StrCpy $0 "$FailTitle ($FailCode)$\r$\n$FailCause$\r$\n$FailNext$\r$\n"
  System::Call 'kernel32::GetStdHandle(i -12) p.r3'
  ${If} $3 P<> 0
  ${AndIf} $3 P<> -1
    System::Call 'kernel32::WideCharToMultiByte(i 65001, i 0, w r0, i -1, p 0, i 0, p 0, p 0) i.r2'
    System::Alloc $2
    Pop $1
    System::Call 'kernel32::WideCharToMultiByte(i 65001, i 0, w r0, i -1, p r1, i r2, p 0, p 0)'
    IntOp $2 $2 - 1
    System::Call 'kernel32::WriteFile(p r3, p r1, i r2, *i, p 0)'
    System::Free $1
  ${EndIf}
  System::Store L
FunctionEnd
!macroend
