; User data, removed only when it is asked for: known names one by one, nothing through a link.

; A folder, the start and the end of a name : removes the files in the folder that are named so, one by one.
!macro PurgeNamed FOLDER START END
  Push `${FOLDER}`
  Push `${START}`
  Push `${END}`
  Call un.PurgeNamed
!macroend

Function un.PurgeNamed
  System::Store S
  Pop $2
  Pop $1
  Pop $0
  StrLen $3 $1
  StrLen $4 $2
  ${IsLink} $0 $5
  ${If} $5 = 0
    ClearErrors
    FindFirst $5 $6 "$0\*"
    ${DoUntil} ${Errors}
      StrCpy $7 $6 $3
      StrCpy $8 $6 "" -$4
      ${If} $7 == $1
      ${AndIf} $8 == $2
        ${RemoveFile} "$0\$6"
      ${EndIf}
      ClearErrors
      FindNext $5 $6
    ${Loop}
    FindClose $5
    RMDir $0
  ${EndIf}
  ClearErrors
  System::Store L
FunctionEnd

; The client's data, file by file by name; logs by the name that we give them.
Function un.PurgeData
  System::Store S
  ${IsLink} "${DATA}" $3
  ${If} $3 = 0
    !insertmacro PurgeDataFiles ; generated: the names that the client and the installer write
    RMDir "${DATA}"
  ${EndIf}
  System::Store L
FunctionEnd
