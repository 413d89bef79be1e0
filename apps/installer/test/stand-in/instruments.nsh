; Instruments for the upgrade lab, added to a copy of the installer's script and never to the script itself (instruments.ts).
;
;   C:\togo-lab\steps.txt   every change that the installer makes, one line each, in order: the place in the script
;   C:\togo-lab\kill-at     a number: right after that step the process ends itself, hard, as in a power cut
;   C:\togo-lab\room        two numbers: right after that step (the first one comes after the preflight) C:\togo-lab\filler takes the disk
;                           up to so many KB
;   C:\togo-lab\free.txt    with `room`: how many KB are free after every step, from then on
;   C:\togo-lab\clock       two numbers, the low and the high half of a FILETIME: the time that the installer takes it to be

!define LAB_FOLDER "C:\togo-lab"

Var LabSteps
Var LabKillAt
Var LabFillAt
Var LabRoom

; Leaves registers, stack and the error flag as they are.
!macro LabStep WHERE
  Push "${WHERE}"
  !ifdef __UNINSTALL__
    Call un.LabStep
  !else
    Call LabStep
  !endif
!macroend

; -> $3
!macro LabFreeKb
  System::Call 'kernel32::GetDiskFreeSpaceExW(w "${LAB_FOLDER}", *l .r3, p 0, p 0)'
  System::Int64Op $3 / 1024
  Pop $3
!macroend

!macro DefineLabStep UN
Function ${UN}LabFillDisk
  System::Store S
  System::Call 'kernel32::CreateFileW(w "${LAB_FOLDER}\filler", i 0x40000000, i 0, p 0, i 2, i 0, p 0) p.r1' ; write; create always
  System::Alloc 1048576
  Pop $2
  ${Do}
    !insertmacro LabFreeKb
    IntOp $3 $3 - $LabRoom
    ${If} $3 <= 0
      ${Break}
    ${ElseIf} $3 > 1024
      StrCpy $3 1024
    ${EndIf}
    IntOp $3 $3 * 1024
    System::Call 'kernel32::WriteFile(p r1, p r2, i r3, *i, p 0) i.r3'
  ${LoopUntil} $3 = 0
  System::Free $2
  System::Call 'kernel32::CloseHandle(p r1)'
  System::Store L
FunctionEnd

Function ${UN}LabTellFree
  System::Store S
  !insertmacro LabFreeKb
  FileOpen $1 "${LAB_FOLDER}\free.txt" a
  FileSeek $1 0 END
  FileWrite $1 "$3$\r$\n"
  FileClose $1
  System::Store L
FunctionEnd

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
    ClearErrors
    FileOpen $1 "${LAB_FOLDER}\room" r
    ${IfNot} ${Errors}
      FileRead $1 $LabFillAt
      IntOp $LabFillAt $LabFillAt + 0
      FileRead $1 $LabRoom
      FileClose $1
    ${EndIf}
  ${EndIf}
  IntOp $LabSteps $LabSteps + 1
  ${If} $LabSteps = $LabFillAt
    Call ${UN}LabFillDisk
  ${EndIf}
  ${If} $LabRoom != ""
    Call ${UN}LabTellFree
  ${EndIf}
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
