; The report as an INI text, when /REPORT= names an .ini: for a program that is an NSIS script too, such as the installer.
; UTF-16 with a byte order mark, which is what Windows' own reader of such files takes Japanese from.

; Text on the stack, appended as UTF-16 without its final NUL.
Function WriteIni
  Exch $0
  Push $1
  StrLen $1 $0
  IntOp $1 $1 * 2
  System::Call "kernel32::WriteFile(p $report.handle, w r0, i r1, *i, p 0)"
  Pop $1
  Pop $0
FunctionEnd

!macro IniLine _text
  Push `${_text}$\r$\n`
  Call WriteIni
!macroend
!define IniLine "!insertmacro IniLine"

; What was seen, and what /FIX or /UNDO did. Then the findings, the heaviest first.
Function ReportAsIni
  Call StartReport
  System::Call "kernel32::WriteFile(p $report.handle, *i ${BYTE_ORDER_MARK}, i 2, *i, p 0)"
  StrCpy $headline.verdict $verdict
  Call DescribeVerdict
  Call AddressAccount
  ${IniLine} "[check]"
  ${IniLine} "formatVersion=1"
  ${IniLine} "verdict=$verdict"
  ${IniLine} "mark=$headline.mark"
  ${IniLine} "title=$headline.title"
  ${IniLine} "account=$account.name"
  ${IniLine} "address=$account.address"
  ${IniLine} "sid=$account.shell"
  ${IniLine} "runBy=$account.token"
  ${IniLine} "elevated=$account.elevated"
  ${IniLine} "fix=$fix.kind"
  ${IniLine} "done=$fix.done"
  ${IniLine} "why=$fix.result"
  StrCpy $R0 0
  Call FirstFinding
  ${While} $finding.id != ""
    IntOp $R0 $R0 + 1
    ${IniLine} "[finding$R0]"
    ${IniLine} "row=$finding.row"
    ${IniLine} "code=$finding.code"
    ${IniLine} "verdict=$finding.verdict"
    ${IniLine} "who=$finding.who"
    ${IniLine} "support=$finding.support"
    Call NextFinding
  ${EndWhile}
FunctionEnd
