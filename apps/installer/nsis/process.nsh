; Runs a program by its absolute path, without a window, with our scrubbed environment.

Var RunExitCode ; its exit code; "timeout" when it had to be ended, "failed" when it did not start
Var RunProcess  ; while it runs, 0 otherwise
Var RunOut
Var RunErr

; ${StartProgram} "exe" "arguments" "folder" "file for stdout" "file for stderr" : one at a time
!macro StartProgram EXE ARGUMENTS FOLDER OUT ERR
  Push `${EXE}`
  Push `${ARGUMENTS}`
  Push `${FOLDER}`
  Push `${OUT}`
  Push `${ERR}`
  ${CallHere} StartProgram
!macroend
!define StartProgram "!insertmacro StartProgram"

; ${AwaitProgram} milliseconds : until it ends, or is ended
!macro AwaitProgram TIMEOUT
  Push `${TIMEOUT}`
  ${CallHere} AwaitProgram
!macroend
!define AwaitProgram "!insertmacro AwaitProgram"

; ${RunProgram} "exe" "arguments" "folder" "file for stdout" "file for stderr" milliseconds
!macro RunProgram EXE ARGUMENTS FOLDER OUT ERR TIMEOUT
  ${StartProgram} `${EXE}` `${ARGUMENTS}` `${FOLDER}` `${OUT}` `${ERR}`
  ${AwaitProgram} `${TIMEOUT}`
!macroend
!define RunProgram "!insertmacro RunProgram"

; path -> handle of a new file that a child may inherit
!macro InheritableFile PATH RESULT
  System::Call '*(i 12, p 0, i 1) p.s'
  Pop $8
  System::Call 'kernel32::CreateFileW(w `${PATH}`, i 0x40000000, i 0x1, p r8, i 2, i 0, p 0) p.s' ; write; share read; create always
  Pop ${RESULT}
  System::Free $8
!macroend

!macro DefineProcess UN
Function ${UN}StartProgram
  System::Store S
  Pop $4 ; stderr
  Pop $3 ; stdout
  Pop $2 ; folder
  Pop $1 ; arguments
  Pop $0 ; exe
  ${Log} "run: $0"
  StrCpy $RunExitCode "failed"
  !insertmacro InheritableFile $3 $RunOut
  !insertmacro InheritableFile $4 $RunErr
  StrCpy $6 $RunOut
  StrCpy $7 $RunErr
  ; STARTUPINFOW with the two files as standard handles, and PROCESS_INFORMATION
  System::Call '*(i 68, p 0, p 0, p 0, i 0, i 0, i 0, i 0, i 0, i 0, i 0, i 0x101, &i2 0, &i2 0, p 0, p 0, p r6, p r7) p.s'
  Pop $R0
  System::Call '*(p 0, p 0, i 0, i 0) p.s'
  Pop $R1
  ; DETACHED_PROCESS: no console, for which Windows would start a program of its own
  System::Call 'kernel32::CreateProcessW(w r0, w `"$0" $1`, p 0, p 0, i 1, i 0x00000008, p 0, w r2, p R0, p R1) i.s ?e'
  Pop $R4
  Pop $R2
  ${If} $R2 <> 0
    System::Call '*$R1(p .R2, p .R3)'
    System::Call 'kernel32::CloseHandle(p R3)'
    StrCpy $RunProcess $R2
  ${Else}
    StrCpy $RunProcess 0
    ${Log} "$0 did not start (error $R4)"
  ${EndIf}
  System::Free $R0
  System::Free $R1
  System::Store L
FunctionEnd

Function ${UN}AwaitProgram
  System::Store S
  Pop $5 ; timeout
  ${If} $RunProcess P<> 0
    System::Call 'kernel32::WaitForSingleObject(p $RunProcess, i r5) i.r8'
    ${If} $8 = 0
      System::Call 'kernel32::GetExitCodeProcess(p $RunProcess, *i .r8)'
      StrCpy $RunExitCode $8
    ${Else}
      System::Call 'kernel32::TerminateProcess(p $RunProcess, i 1)'
      System::Call 'kernel32::WaitForSingleObject(p $RunProcess, i 5000)'
      StrCpy $RunExitCode "timeout"
    ${EndIf}
    System::Call 'kernel32::CloseHandle(p $RunProcess)'
    StrCpy $RunProcess 0
  ${EndIf}
  System::Call 'kernel32::CloseHandle(p $RunOut)'
  System::Call 'kernel32::CloseHandle(p $RunErr)'
  ${Log} "exit code of the program: $RunExitCode"
  System::Store L
FunctionEnd
!macroend
!insertmacro DefineProcess ""
