; The report as JSON: what /REPORT= writes. Texts of the catalogue need no escaping (its test says so), nor do names of accounts in them
; (Windows allows no quotes or backslashes there); texts of this PC and of the server do.

Var json.separator

; Text on the stack becomes a JSON string without its quotes.
Function EscapeJson
  Exch $0
  Push $1
  Push $2
  Push $3
  Push $4
  Push $5
  StrCpy $1 ""
  StrCpy $2 0
  ${Do}
    StrCpy $3 $0 1 $2
    ${If} $3 == ""
      ${ExitDo}
    ${EndIf}
    ${If} $3 == "\"
    ${OrIf} $3 == '"'
      StrCpy $3 "\$3"
    ${Else}
      Push $3
      System::Call "*(&t2 s) p .r4"
      System::Call "*$4(&i2 .r5)"
      System::Free $4
      ${If} $5 >= 0
      ${AndIf} $5 < 32
        StrCpy $3 " "
      ${EndIf}
    ${EndIf}
    StrCpy $1 "$1$3"
    IntOp $2 $2 + 1
  ${Loop}
  StrCpy $0 $1
  Pop $5
  Pop $4
  Pop $3
  Pop $2
  Pop $1
  Exch $0
FunctionEnd

!macro ReportText _name _value
  Push `${_value}`
  Call EscapeJson
  Pop $R9
  ${Report} '"${_name}":"$R9"'
!macroend
!define ReportText "!insertmacro ReportText"

; "findings":[…],"fix":… of the facts that were judged.
Function ReportFindings
  StrCpy $json.separator ""
  ${Report} '"findings":['
  Call FirstFinding
  ${While} $finding.id != ""
    Call ReportFinding
    StrCpy $json.separator ","
    Call NextFinding
  ${EndWhile}
  ${Report} '],'
  Call ReportFix
FunctionEnd

; The value that a fix would write, "delete", or null.
Function ReportFix
  ${If} $fix.kind == ""
    ${Report} '"fix":null'
  ${ElseIf} $fix.kind == "delete-value"
    ${Report} '"fix":"delete"'
  ${Else}
    IntFmt $R8 "0x%08X" $fix.target
    ${Report} '"fix":"$R8"'
  ${EndIf}
FunctionEnd

Function ReportFinding
  ${Report} '$json.separator{"row":$finding.row,"code":"$finding.code","verdict":"$finding.verdict","who":"$finding.who","support":"$finding.support",'
  StrCpy $R8 $finding.title
  ${If} $finding.advice != ""
    StrCpy $R8 "$finding.title。$finding.advice"
  ${EndIf}
  ${Report} '"message":"$R8"}'
FunctionEnd

; The whole report on this PC.
Function ReportThisPc
  Call StartReport
  ${Report} '{"formatVersion":1,"verdict":"$verdict",'
  Call ReportFindings
  ${Report} ',"account":{'
  ${ReportText} name "$account.name"
  ${Report} ',"sid":"$account.shell","runBy":"$account.token","elevated":"$account.elevated"},"os":{"name":"$os","build":$os.build,'
  ${ReportText} edition "$os.edition"
  IntFmt $R8 "0x%08X" $value
  ${Report} '},"ie":{"major":"$ieMajor","source":"$source","value":"$R8",'
  ${ReportText} version "$ie.svcVersion"
  ${Report} ',"zone":$zone,"proxy":"$proxySet"},"probe":'
  Call ReportProbe
  ${Report} ',"fixed":'
  Call ReportChange
  ${Report} '}'
FunctionEnd

Function ReportProbe
  ${If} $probe.tcp == "not-run"
    ${Report} 'null'
    Return
  ${EndIf}
  ${Report} '{"outcome":"$outcome","tcp":"$probe.tcp","wininet":$probe.wininet,"winhttp":$probe.winhttp,"protocol":"$probe.protocol",'
  ${Report} '"hello":"$probe.hello","hello81":"$probe.hello81","asksCertificate":"$probe.asksCertificate","root":"$probe.root",'
  ${ReportText} issuer "$probe.issuer"
  ${Report} ',"port":$host.port,'
  ${ReportText} host "$host.name"
  ${Report} '}'
FunctionEnd

; What /FIX or /UNDO did: null when nothing was asked or nothing was needed.
Function ReportChange
  ${If} $fix.done$fix.result == none
    ${Report} 'null'
  ${Else}
    ${Report} '{"done":"$fix.done","why":"$fix.result","undoable":"$record.usable"}'
  ${EndIf}
FunctionEnd
