; Small words used by every other part. Functions exist twice: NSIS wants a copy named un.X inside the uninstaller.

Var FailExit   ; exit code of the refusal, 0 while all is well
Var FailCode   ; I-4xx
Var FailTitle
Var FailCause
Var FailNext

; ${Refuse} downgrade : remembers the first refusal of the catalogue; later ones are only its consequences.
!macro Refuse NAME
  ${If} $FailExit = 0
    StrCpy $FailExit ${${NAME}.exit}
    StrCpy $FailCode "${${NAME}.code}"
    StrCpy $FailTitle "$(${NAME}.title)"
    StrCpy $FailCause "$(${NAME}.cause)"
    StrCpy $FailNext "$(${NAME}.next)"
    ${Log} "refused: $FailCode (${NAME}), exit code $FailExit"
  ${EndIf}
!macroend
!define Refuse "!insertmacro Refuse"

!macro ForgetRefusal
  StrCpy $FailExit 0
!macroend
!define ForgetRefusal "!insertmacro ForgetRefusal"

; ${CallHere} Name : calls Name, or its copy un.Name inside the uninstaller.
!macro CallHere NAME
  !ifdef __UNINSTALL__
    Call un.${NAME}
  !else
    Call ${NAME}
  !endif
!macroend
!define CallHere "!insertmacro CallHere"

; ${IsLink} "path" $result : 1 when the path exists and is a reparse point (junction, symbolic link, mount point).
!macro IsLink PATH RESULT
  System::Call 'kernel32::GetFileAttributesW(w `${PATH}`) i.s'
  Pop ${RESULT}
  ${If} ${RESULT} = -1
    StrCpy ${RESULT} 0
  ${Else}
    IntOp ${RESULT} ${RESULT} & 0x400
    ${If} ${RESULT} <> 0
      StrCpy ${RESULT} 1
    ${EndIf}
  ${EndIf}
!macroend
!define IsLink "!insertmacro IsLink"

; ${OpenToReplace} "path" $handle $error : with the right to rename or delete it; whoever else has it open may go on. -1 when that is refused.
!macro OpenToReplace PATH HANDLE ERROR
  System::Call 'kernel32::CreateFileW(w `${PATH}`, i 0x00010000, i 0x7, p 0, i 3, i 0x00200000, p 0) p.s ?e' ; delete; share all; existing; a link itself
  Pop ${ERROR}
  Pop ${HANDLE}
!macroend
!define OpenToReplace "!insertmacro OpenToReplace"

; ${MoveOver} "from" "to" $ok : one atomic rename that replaces, on disk before it returns.
!macro MoveOver FROM TO OK
  System::Call 'kernel32::MoveFileExW(w `${FROM}`, w `${TO}`, i 0x9) i.s' ; REPLACE_EXISTING | WRITE_THROUGH
  Pop ${OK}
!macroend
!define MoveOver "!insertmacro MoveOver"

!macro DefineBasics UN
; beginning of an argument -> 1 when the command line has such an argument, and under it what follows the beginning.
; Split as Windows does, so that "/LOG=C:\a b.txt" is one argument whichever part of it is quoted.
Function ${UN}FindArgument
  System::Store S
  Pop $0
  StrLen $1 $0
  StrCpy $8 0
  StrCpy $9 ""
  System::Call 'kernel32::GetCommandLineW() p.r2'
  System::Call 'shell32::CommandLineToArgvW(p r2, *i .r3) p.r4'
  StrCpy $5 1
  ${DoWhile} $5 < $3
    IntOp $6 $5 * 4
    IntPtrOp $6 $4 + $6
    System::Call '*$6(w .r7)'
    StrCpy $6 $7 $1
    ${If} $6 == $0
      StrCpy $8 1
      StrCpy $9 $7 "" $1
      ${Break}
    ${EndIf}
    IntOp $5 $5 + 1
  ${Loop}
  System::Call 'kernel32::LocalFree(p r4)'
  Push $9
  Push $8
  System::Store L
FunctionEnd

; text, part -> 1 when the part occurs in the text (case counts for nothing), else 0.
Function ${UN}Contains
  System::Store S
  Pop $1
  Pop $0
  StrLen $2 $1
  StrLen $3 $0
  IntOp $3 $3 - $2
  StrCpy $4 0
  StrCpy $5 0
  ${DoWhile} $4 <= $3
    StrCpy $6 $0 $2 $4
    ${If} $6 == $1
      StrCpy $5 1
      ${Break}
    ${EndIf}
    IntOp $4 $4 + 1
  ${Loop}
  Push $5
  System::Store L
FunctionEnd
!macroend
