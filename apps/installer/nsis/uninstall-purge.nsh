; User data, removed only when it is asked for: known names one by one, nothing through a link.

; A folder, a file in it : removes the file. Inside un.PurgeData.
!macro PurgeFile FOLDER NAME
  ${IsLink} "${FOLDER}" $3
  ${If} $3 = 0
    ${RemoveFile} "${FOLDER}\${NAME}"
  ${EndIf}
!macroend

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

; text, number -> 1 when the text is so many hexadecimal digits and nothing else.
Function un.IsHex
  System::Store S
  Pop $1
  Pop $0
  StrLen $2 $0
  StrCpy $3 0
  ${If} $2 = $1
    StrCpy $3 1
    StrCpy $4 0
    ${DoWhile} $4 < $1
      StrCpy $5 $0 1 $4
      Push "0123456789abcdef"
      Push $5
      Call un.Contains
      Pop $6
      ${If} $6 = 0
        StrCpy $3 0
        ${Break}
      ${EndIf}
      IntOp $4 $4 + 1
    ${Loop}
  ${EndIf}
  Push $3
  System::Store L
FunctionEnd

; A folder : removes the files in it that a write which was cut off left: a dot, 12 hexadecimal digits, ".tmp".
!macro PurgeTemporary FOLDER
  Push `${FOLDER}`
  Call un.PurgeTemporary
!macroend

Function un.PurgeTemporary
  System::Store S
  Pop $0
  ${IsLink} $0 $5
  ${If} $5 = 0
    ClearErrors
    FindFirst $5 $6 "$0\*"
    ${DoUntil} ${Errors}
      StrCpy $1 $6 12 1
      Push $1
      Push 12
      Call un.IsHex
      Pop $2
      ${If} $2 = 1
      ${AndIf} $6 == ".$1.tmp"
        ${RemoveFile} "$0\$6"
      ${EndIf}
      ClearErrors
      FindNext $5 $6
    ${Loop}
    FindClose $5
  ${EndIf}
  ClearErrors
  System::Store L
FunctionEnd

; A folder, a file : removes this file, and the folder around it once that is empty, from each folder in it that is named by a SHA-256.
!macro PurgeHashed FOLDER NAME
  Push `${FOLDER}`
  Push `${NAME}`
  Call un.PurgeHashed
!macroend

Function un.PurgeHashed
  System::Store S
  Pop $1
  Pop $0
  ${IsLink} $0 $5
  ${If} $5 = 0
    ClearErrors
    FindFirst $5 $6 "$0\*"
    ${DoUntil} ${Errors}
      Push $6
      Push 64
      Call un.IsHex
      Pop $2
      ${IsLink} "$0\$6" $3
      ${If} $2 = 1
      ${AndIf} $3 = 0
        ${RemoveFile} "$0\$6\$1"
        !insertmacro PurgeTemporary "$0\$6"
        RMDir "$0\$6"
      ${EndIf}
      ClearErrors
      FindNext $5 $6
    ${Loop}
    FindClose $5
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
