; Documented in the README of the checker. 70 is our own bug, as everywhere in the product.
!define EXIT_WORKS 0
!define EXIT_FAILS 1
!define EXIT_USAGE 2
!define EXIT_REFUSED 3
!define EXIT_NOT_WRITABLE 4
!define EXIT_UNKNOWN 5
!define EXIT_OUT 6
!define EXIT_PENDING 8

; Says why nothing was done and ends: a window, or with /S a line on standard error.
!macro StopWith _code _text
  Push `${_text}`
  Push ${_code}
  Call StopWithMessage
!macroend
!define StopWith "!insertmacro StopWith"

Function StopWithMessage
  Pop $R0
  Pop $R1
  Call AbandonReport
  SetErrorLevel $R0
  ${If} ${Silent}
    Push "$R1$\r$\n"
    Call WriteStandardError
  ${Else}
    MessageBox MB_OK|MB_ICONEXCLAMATION "$R1"
  ${EndIf}
  Quit
FunctionEnd
