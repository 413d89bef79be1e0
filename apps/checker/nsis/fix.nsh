; 直す and 元に戻す. One value is written, after its old form is safe on disk, and read back before anything is called fixed.

!define INTERNET_OPTION_REFRESH 37
!define INTERNET_OPTION_SETTINGS_CHANGED 39

Var fix.done   ; none, fixed, undone
Var fix.result ; empty, or the code of the message that says why not

; Whether this run may write that account's value: the one that /FOR= or the user named, else only its own.
Var fix.allowed
Function AskWhetherAllowed
  StrCpy $fix.allowed no
  ${If} $account.shell == ""
    Return
  ${EndIf}
  ${If} $argument.for == $account.shell
    StrCpy $fix.allowed yes
  ${ElseIf} $argument.for == ""
  ${AndIf} $account.token == $account.shell
    StrCpy $fix.allowed yes
  ${EndIf}
FunctionEnd

; The change planned in $fix.kind and $fix.target.
Function ApplyFix
  Call AskWhetherAllowed
  ${If} $fix.kind == ""
  ${OrIf} $fix.allowed != yes
    StrCpy $fix.result "S-294"
    Return
  ${EndIf}
  Call ReadRaw
  ${If} $raw.state == denied
    StrCpy $fix.result "S-293"
    Return
  ${EndIf}
  Call WriteRecord
  Call FreeRaw
  StrCpy $fix.result $0
  ${If} $0 != ""
    Return
  ${EndIf}
  ${If} $fix.kind == "delete-value"
    StrCpy $raw.state absent
    Call WriteRaw
  ${Else}
    StrCpy $0 $fix.target
    Call WriteDword
  ${EndIf}
  Call ReadUserValue
  Call ReadRecord
  ${If} $record.usable != yes
    StrCpy $fix.result "S-293"
    Call ForgetRecord
    Return
  ${EndIf}
  StrCpy $fix.done fixed
  Call TellInternetExplorer
FunctionEnd

; The value as it was before the last fix.
Function UndoFix
  Call AskWhetherAllowed
  ${If} $record.usable != yes
  ${OrIf} $fix.allowed != yes
    StrCpy $fix.result "S-298"
    Return
  ${EndIf}
  Call LoadRecord
  StrCpy $fix.result $0
  ${If} $0 == ""
    Call WriteRaw
    ${If} $2 <> 0
      StrCpy $fix.result "S-293"
    ${EndIf}
  ${EndIf}
  Call FreeRaw
  ${If} $fix.result != ""
    Return
  ${EndIf}
  Call ForgetRecord
  StrCpy $fix.done undone
  Call TellInternetExplorer
FunctionEnd

; Running programs that use WinINet read their settings again. Open windows of Internet Explorer may not: the user closes those.
Function TellInternetExplorer
  System::Call "wininet::InternetSetOptionW(p 0, i ${INTERNET_OPTION_SETTINGS_CHANGED}, p 0, i 0)"
  System::Call "wininet::InternetSetOptionW(p 0, i ${INTERNET_OPTION_REFRESH}, p 0, i 0)"
FunctionEnd
