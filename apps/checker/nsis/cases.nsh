; /FACTS=file: evaluates injected facts, for tests and support. No fix, no probe, nothing of this PC.

Var case.count
Var case.number

Function CheckCases
  Call ReadCaseCount
  ${If} $report.handle = ${INVALID_HANDLE}
    StrCpy $case.count 1
  ${Else}
    Call StartReport
    ${Report} '['
  ${EndIf}
  ${For} $case.number 1 $case.count
    StrCpy $case.section "case$case.number"
    Call ReadCase
    StrCpy $account.name "${NAMELESS_ACCOUNT}"
    Call JudgeFacts
    ${If} $report.handle <> ${INVALID_HANDLE}
      Call ReportCase
    ${EndIf}
  ${Next}
  ${If} $report.handle <> ${INVALID_HANDLE}
    ${Report} ']'
    Call CloseReport
  ${EndIf}
FunctionEnd

Function ReadCaseCount
  GetFullPathName $case.file $argument.facts
  ClearErrors
  ReadINIStr $0 $case.file facts formatVersion
  ReadINIStr $case.count $case.file facts count
  ${If} ${Errors}
  ${OrIf} $0 != "1"
  ${OrIf} $case.count < 1
    ${StopWith} ${EXIT_USAGE} "${STOP_FACTS_FILE}$\r$\n$argument.facts"
  ${EndIf}
FunctionEnd

Function ReportCase
  ReadINIStr $0 $case.file $case.section id
  ${If} $case.number > 1
    ${Report} ','
  ${EndIf}
  ${Report} '{'
  ${ReportText} id "$0"
  ${Report} ',"verdict":"$verdict","os":"$os","ie":"$ieMajor","source":"$source",'
  Call ReportFindings
  ${Report} '}'
FunctionEnd
