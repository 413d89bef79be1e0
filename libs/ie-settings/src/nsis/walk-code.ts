import { requiredBit } from '../bits.ts';
import type { FixKind } from '../table/row.ts';

const kind = (name: FixKind): string => `"${name}"`;

/** Walking over the findings, and the change that they allow: the same as planFix in TypeScript. */
export const walkCode = `; Walks over $findings: Call FirstFinding, then NextFinding until $finding.id is empty.
Var finding.rest

Function FirstFinding
  StrCpy $finding.rest $findings
  Call NextFinding
FunctionEnd

Function NextFinding
  StrCpy $finding.id ""
  StrCpy $finding.rest $finding.rest "" 1
  \${Do}
    StrCpy $operator.result $finding.rest 1
    \${If} $operator.result == ""
    \${OrIf} $operator.result == ","
      \${ExitDo}
    \${EndIf}
    StrCpy $finding.id "$finding.id$operator.result"
    StrCpy $finding.rest $finding.rest "" 1
  \${Loop}
  \${If} $finding.id != ""
    Call DescribeFinding
    Call DescribeMessage
  \${EndIf}
FunctionEnd

; The facts' verdict: that of the heaviest finding.
Var verdict
Function JudgeFacts
  Call Evaluate
  Call FirstFinding
  StrCpy $verdict "UNKNOWN"
  \${If} $finding.id != ""
    StrCpy $verdict $finding.verdict
  \${EndIf}
  Call PlanFix
FunctionEnd

; The change that the findings allow: $fix.kind is empty when there is none. It never clears a bit.
Var fix.kind
Var fix.target
Function PlanFix
  StrCpy $fix.kind ""
  StrCpy $fix.target 0
  \${If} $verdict == "OUT"
    Return
  \${EndIf}
  Call FirstFinding
  \${While} $finding.id != ""
    \${If} $finding.fix != ""
      StrCpy $fix.kind $finding.fix
      \${ExitWhile}
    \${EndIf}
    Call NextFinding
  \${EndWhile}
  \${If} $fix.kind == ${kind('add-tls12')}
    IntOp $fix.target $user.value | 0x${requiredBit.toString(16)}
  \${ElseIf} $fix.kind == ${kind('override-machine')}
    IntOp $fix.target $machine64.value | 0x${requiredBit.toString(16)}
  \${EndIf}
FunctionEnd
`;
