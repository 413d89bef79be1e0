; The check of Internet Explorer's setting: the checker that was just installed, run without a window. It judges the account that uses this
; screen, not the administrator who runs the installer. Whatever it says, and when it says nothing, the installation has succeeded.

Var CheckVerdict ; PASS, WARN, PASS-PENDING, FAIL-x, UNKNOWN, OUT; "" when no check could be made
Var CheckMark    ; our sign for it: ok, warn, stop
Var CheckTitle   ; what the verdict means
Var CheckCode    ; S-2xx of the heaviest finding about the setting
Var CheckAddress ; whose setting, as a person reads it
Var CheckSid     ; "" when nobody could be told to use this screen
Var CheckFix     ; the change that the checker would make; "" when there is none
Var CheckWhy     ; S-29x when the change was asked for and refused

!define CHECK_ANSWER "${JOURNAL_FOLDER}\ie-check.ini"

; Looks, and changes nothing.
Function CheckExplorer
  Push ""
  Call RunChecker
FunctionEnd

; Makes the change that the page offered, in the account that it named and in no other.
Function FixExplorer
  Push " /FIX /FOR=$CheckSid"
  Call RunChecker
FunctionEnd

; further arguments : what the checker answers is in $Check…, and in the log. Its files are journalled like those of an installation,
; so that they go even if this is killed.
Function RunChecker
  System::Store S
  Pop $0
  StrCpy $CheckVerdict ""
  Call BeginJournal
  ${If} $JournalHandle != ""
    ${Journal} "carry ie-check.ini"
    ${Journal} "carry ie-check.out"
    ${Journal} "carry ie-check.err"
    ${RunProgram} "$INSTDIR\${VERSION_FOLDER}\${CHECKER_EXE}" '/S /NOPROBE "/REPORT=${CHECK_ANSWER}"$0' \
      "$INSTDIR\${VERSION_FOLDER}" "${JOURNAL_FOLDER}\ie-check.out" "${JOURNAL_FOLDER}\ie-check.err" ${CHECK_TIMEOUT_MS}
    ${If} $RunExitCode != "timeout"
      Call ReadAnswer
    ${EndIf}
    ${CloseJournal} "done"
    Call TidyJournal
  ${EndIf}
  ${If} $CheckVerdict == ""
    ${Log} "IE check: could not be made"
  ${EndIf}
  ${ForgetRefusal} ; of the journal folder
  System::Store L
FunctionEnd

!macro ReadAnswer VARIABLE NAME
  ReadINIStr ${VARIABLE} "${CHECK_ANSWER}" "check" "${NAME}"
!macroend

Function ReadAnswer
  System::Store S
  !insertmacro ReadAnswer $0 "formatVersion"
  ${If} $0 == "1"
    !insertmacro ReadAnswer $CheckVerdict "verdict"
    !insertmacro ReadAnswer $CheckMark "mark"
    !insertmacro ReadAnswer $CheckTitle "title"
    !insertmacro ReadAnswer $CheckAddress "address"
    !insertmacro ReadAnswer $CheckSid "sid"
    !insertmacro ReadAnswer $CheckFix "fix"
    !insertmacro ReadAnswer $CheckWhy "why"
    ${If} $CheckMark == "fail"
      StrCpy $CheckMark "stop"
    ${ElseIf} $CheckMark != "ok"
      StrCpy $CheckMark "warn"
    ${EndIf}
    ${WordReplace} $CheckAddress "&" "&&" "+" $CheckAddress ; Windows would underline the next letter
    !insertmacro ReadAnswer $1 "account"
    !insertmacro ReadAnswer $2 "runBy"
    !insertmacro ReadAnswer $3 "elevated"
    !insertmacro ReadAnswer $4 "done"
    ${Log} "IE check: $CheckVerdict, account '$1' $CheckSid, run by $2, elevated $3, fix offered '$CheckFix', made '$4' $CheckWhy"
    Call ReadFindings
  ${EndIf}
  ClearErrors
  System::Store L
FunctionEnd

; Each finding into the log. Those that only say who runs this (ie-settings rows 38, 39, 41) give no code to the page: an installer always runs so.
Function ReadFindings
  System::Store S
  StrCpy $CheckCode ""
  StrCpy $0 1
  ${Do}
    ClearErrors
    ReadINIStr $1 "${CHECK_ANSWER}" "finding$0" "row"
    ${If} ${Errors}
      ${Break}
    ${EndIf}
    ReadINIStr $2 "${CHECK_ANSWER}" "finding$0" "code"
    ReadINIStr $3 "${CHECK_ANSWER}" "finding$0" "verdict"
    ReadINIStr $4 "${CHECK_ANSWER}" "finding$0" "who"
    ReadINIStr $5 "${CHECK_ANSWER}" "finding$0" "support"
    ${Log} "IE check: row $1 $2 $3, who $4, $5"
    ${If} $CheckCode == ""
    ${AndIf} $1 <> 38
    ${AndIf} $1 <> 39
    ${AndIf} $1 <> 41
      StrCpy $CheckCode $5
    ${EndIf}
    IntOp $0 $0 + 1
  ${Loop}
  System::Store L
FunctionEnd
