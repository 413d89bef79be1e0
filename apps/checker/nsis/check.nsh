; One check of this PC, in the order that matters: report writable, facts, change, connection, findings, report.

!define SYSTEM_ACCOUNT S-1-5-18

Function CheckThisPc
  StrCpy $fix.done none
  StrCpy $fix.result ""
  Call ReadThisPc
  ${If} $account.token == "${SYSTEM_ACCOUNT}"
    ${StopWith} ${EXIT_REFUSED} "${STOP_SYSTEM}"
  ${EndIf}
  ${If} $argument.fix == yes
    Call FixOnRequest
  ${ElseIf} $argument.undo == yes
    Call UndoFix
    Call ReadThisPc
  ${EndIf}
  ${If} ${Silent}
    ${If} $argument.probe == yes
      Call StartProbe
      StrCpy $0 ${PROBE_MS}
      Call AwaitProbe
      Call TakeProbeResult
    ${EndIf}
    Call FinishCheck
  ${EndIf}
FunctionEnd

Function ReadThisPc
  Call ReadFacts
  Call ReadRecord
  Call NoteOldExplorers
  ${If} $fix.done == fixed
    StrCpy $session.fixed yes
  ${EndIf}
  Call JudgeFacts
FunctionEnd

; /FIX: nothing to correct on a PC that works is no refusal.
Function FixOnRequest
  ${If} $fix.kind == ""
  ${AndIf} $verdict OneOf ",PASS,WARN,PASS-PENDING,"
    Return
  ${EndIf}
  Call ApplyFix
  Call ReadThisPc
FunctionEnd

Function FinishCheck
  Call JudgeFacts
  ${If} $report.handle = ${INVALID_HANDLE}
    Return
  ${EndIf}
  StrCpy $0 $argument.report 4 -4
  ${If} $0 == ".ini"
    Call ReportAsIni
  ${Else}
    Call ReportThisPc
  ${EndIf}
FunctionEnd

; Ends a silent run with the code of $verdict.
Function QuitWithVerdict
  ${If} $fix.result == "S-293"
    SetErrorLevel ${EXIT_NOT_WRITABLE}
  ${ElseIf} $fix.result != ""
    SetErrorLevel ${EXIT_REFUSED}
  ${ElseIf} $verdict StartsWith "FAIL"
    SetErrorLevel ${EXIT_FAILS}
  ${ElseIf} $verdict == "UNKNOWN"
    SetErrorLevel ${EXIT_UNKNOWN}
  ${ElseIf} $verdict == "OUT"
    SetErrorLevel ${EXIT_OUT}
  ${ElseIf} $verdict == "PASS-PENDING"
    SetErrorLevel ${EXIT_PENDING}
  ${Else}
    SetErrorLevel ${EXIT_WORKS}
  ${EndIf}
  Quit
FunctionEnd
