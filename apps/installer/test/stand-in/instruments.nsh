; Instruments for the upgrade lab, added to a copy of the installer's script and never to the script itself (instruments.ts).
;
;   C:\togo-lab\steps.txt   every change that the installer makes, one line each, in order: the place in the script
;   C:\togo-lab\kill-at     a number: right after that step the process ends itself, hard, as in a power cut
;   C:\togo-lab\clock       two numbers, the low and the high half of a FILETIME: the time that the installer takes it to be

!define LAB_FOLDER "C:\togo-lab"

Var LabSteps
Var LabKillAt

; Leaves registers, stack and the error flag as they are.
!macro LabStep WHERE
  Push "${WHERE}"
  !ifdef __UNINSTALL__
    Call un.LabStep
  !else
    Call LabStep
  !endif
!macroend

!macro DefineLabStep UN
Function ${UN}LabStep
  Exch $0
  Push $1
  Push $2
  StrCpy $2 0
  ${If} ${Errors}
    StrCpy $2 1
  ${EndIf}
  ${If} $LabSteps == ""
    StrCpy $LabSteps 0
    StrCpy $LabKillAt 0
    ClearErrors
    FileOpen $1 "${LAB_FOLDER}\kill-at" r
    ${IfNot} ${Errors}
      FileRead $1 $LabKillAt
      FileClose $1
      IntOp $LabKillAt $LabKillAt + 0
    ${EndIf}
  ${EndIf}
  IntOp $LabSteps $LabSteps + 1
  ClearErrors
  FileOpen $1 "${LAB_FOLDER}\steps.txt" a
  ${IfNot} ${Errors}
    FileSeek $1 0 END
    FileWrite $1 "$0$\r$\n"
    FileClose $1
  ${EndIf}
  ${If} $LabSteps = $LabKillAt
    System::Call 'kernel32::TerminateProcess(p -1, i 99)'
  ${EndIf}
  ClearErrors
  ${If} $2 = 1
    SetErrors
  ${EndIf}
  Pop $2
  Pop $1
  Pop $0
FunctionEnd
!macroend
!insertmacro DefineLabStep ""
!insertmacro DefineLabStep "un."

; TIME holds the address of a FILETIME.
!macro LabClock TIME
  Push $1
  Push $2
  ClearErrors
  FileOpen $1 "${LAB_FOLDER}\clock" r
  ${IfNot} ${Errors}
    FileRead $1 $2
    IntOp $2 $2 + 0
    System::Call '*${TIME}(i r2)'
    FileRead $1 $2
    FileClose $1
    IntOp $2 $2 + 0
    System::Call '*${TIME}(i, i r2)'
  ${EndIf}
  ClearErrors
  Pop $2
  Pop $1
!macroend
