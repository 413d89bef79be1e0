; The report is opened before anything is looked at or changed, so that a path that cannot be written changes nothing.
; An old report keeps its content until the new one is complete enough to replace it.

!define GENERIC_WRITE 0x40000000
!define OPEN_ALWAYS 4
!define FILE_SHARE_READ 1
!define INVALID_HANDLE -1
!define STANDARD_ERROR -12
!define UTF8 65001
!define BYTE_ORDER_MARK 0xFEFF

Var argument.report
Var report.handle
Var report.isNew ; 0 when this run made the file, else ERROR_ALREADY_EXISTS

Function OpenReport
  ${If} $argument.report == ""
    Return
  ${EndIf}
  StrCpy $0 $argument.report
  System::Call "kernel32::CreateFileW(w r0, i ${GENERIC_WRITE}, i ${FILE_SHARE_READ}, p 0, i ${OPEN_ALWAYS}, i 0x80, p 0) p .r1 ?e"
  Pop $report.isNew
  ${If} $1 = ${INVALID_HANDLE}
    ${StopWith} ${EXIT_NOT_WRITABLE} "${S_292}$\r$\n$argument.report"
  ${EndIf}
  StrCpy $report.handle $1
FunctionEnd

; Everything written before gives way to what comes now.
Function StartReport
  StrCpy $report.isNew no
  System::Call "kernel32::SetFilePointer(p $report.handle, i 0, p 0, i 0)"
  System::Call "kernel32::SetEndOfFile(p $report.handle)"
FunctionEnd

Function CloseReport
  System::Call "kernel32::CloseHandle(p $report.handle)"
  StrCpy $report.handle ${INVALID_HANDLE}
FunctionEnd

; Leaves an old report as it was, and no empty new one. Does nothing once a report was written.
Function AbandonReport
  ${If} $report.handle <> ${INVALID_HANDLE}
    Call CloseReport
    ${If} $report.isNew == 0
      GetFullPathName $0 $argument.report
      Delete $0
    ${EndIf}
  ${EndIf}
FunctionEnd

; Text on the stack, appended as UTF-8.
Function WriteReport
  Exch $0
  Push $1
  StrCpy $1 $report.handle
  Call WriteUtf8
  Pop $1
  Pop $0
FunctionEnd

!macro Report _text
  Push `${_text}`
  Call WriteReport
!macroend
!define Report "!insertmacro Report"

; Text on the stack. Only where the caller gave this program a standard error.
Function WriteStandardError
  Exch $0
  Push $1
  System::Call "kernel32::GetStdHandle(i ${STANDARD_ERROR}) p .r1"
  Call WriteUtf8
  Pop $1
  Pop $0
FunctionEnd

; Text $0 to the handle $1.
Function WriteUtf8
  Push $2
  Push $3
  System::Call "kernel32::WideCharToMultiByte(i ${UTF8}, i 0, w r0, i -1, p 0, i 0, p 0, p 0) i .r2"
  System::Call "kernel32::GlobalAlloc(i 0, i r2) p .r3"
  System::Call "kernel32::WideCharToMultiByte(i ${UTF8}, i 0, w r0, i -1, p r3, i r2, p 0, p 0)"
  IntOp $2 $2 - 1
  System::Call "kernel32::WriteFile(p r1, p r3, i r2, *i, p 0)"
  System::Call "kernel32::GlobalFree(p r3)"
  Pop $3
  Pop $2
FunctionEnd
