; Versions are three numbers. Which ones may be replaced comes from the release (upgradesFrom).

!macro DefineVersions UN
; text -> 1 when it is three numbers of one to five digits with dots between.
Function ${UN}IsVersion
  System::Store S
  Pop $0
  StrCpy $1 0 ; position
  StrCpy $2 1 ; part
  StrCpy $3 0 ; digits of this part
  StrCpy $5 1
  ${Do}
    StrCpy $4 $0 1 $1
    ${If} $4 == ""
      ${Break}
    ${ElseIf} $4 == "."
      ${If} $3 = 0
        StrCpy $5 0
      ${EndIf}
      IntOp $2 $2 + 1
      StrCpy $3 0
    ${Else}
      IntOp $3 $3 + 1
      ${If} $3 > 5
        StrCpy $5 0
      ${EndIf}
      Push "0123456789"
      Push $4
      Call ${UN}Contains
      Pop $4
      ${If} $4 = 0
        StrCpy $5 0
      ${EndIf}
    ${EndIf}
    IntOp $1 $1 + 1
  ${Loop}
  ${If} $2 <> 3
  ${OrIf} $3 = 0
    StrCpy $5 0
  ${EndIf}
  Push $5
  System::Store L
FunctionEnd

; a, b -> -1, 0 or 1 as a is older than, equal to or newer than b.
Function ${UN}CompareVersions
  System::Store S
  Pop $1
  Pop $0
  StrCpy $4 0
  StrCpy $5 1
  ${DoWhile} $5 <= 3
    ${WordFind} $0 "." "+$5" $2
    ${WordFind} $1 "." "+$5" $3
    ${If} $2 > $3
      StrCpy $4 1
      ${Break}
    ${ElseIf} $2 < $3
      StrCpy $4 -1
      ${Break}
    ${EndIf}
    IntOp $5 $5 + 1
  ${Loop}
  Push $4
  System::Store L
FunctionEnd
!macroend
!insertmacro DefineVersions ""

; Requires of $0 : $1 becomes 0 unless CompareVersions($0, VERSION) fits, for example "$2 >= 0".
!macro RequireVersion OPERATOR VERSION
  Push $0
  Push "${VERSION}"
  Call CompareVersions
  Pop $2
  ${IfNot} $2 ${OPERATOR} 0
    StrCpy $1 0
  ${EndIf}
!macroend

; version -> 1 when upgradesFrom of this release admits it.
Function MayUpgradeFrom
  System::Store S
  Pop $0
  StrCpy $1 1
  !insertmacro RequireUpgradesFrom ; generated: one RequireVersion per comparator
  Push $1
  System::Store L
FunctionEnd
