; What Windows shows: the entry under Apps & features and the Start menu (for everybody). After the commit point.

!define MENU "$SMPROGRAMS\$(text.client)"

; ${SetValue} Str|DWORD "name" "value" : a value of the entry; $9 becomes 1 when it cannot be written. A change is a line in the log.
!macro SetValue TYPE NAME VALUE
  ClearErrors
  ReadReg${TYPE} $0 HKLM "${UNINSTALL_KEY}" "${NAME}"
  ${If} ${Errors}
  ${OrIf} $0 != `${VALUE}`
    ${Log} "$ChangeWord: registry value ${NAME}"
  ${EndIf}
  ClearErrors
  WriteReg${TYPE} HKLM "${UNINSTALL_KEY}" "${NAME}" `${VALUE}`
  ${If} ${Errors}
    StrCpy $9 1
  ${EndIf}
!macroend
!define SetValue "!insertmacro SetValue"

; ${SetShortcut} "name" "folder" "exe" : an entry of the Start menu that starts folder\exe in that folder.
!macro SetShortcut NAME FOLDER EXE
  ${IfNot} ${FileExists} "${MENU}\${NAME}.lnk"
    ${Log} "$ChangeWord: Start menu ${NAME}"
  ${EndIf}
  SetOutPath `${FOLDER}`
  ClearErrors
  CreateShortcut "${MENU}\${NAME}.lnk" `${FOLDER}\${EXE}`
  ${If} ${Errors}
    StrCpy $9 1
  ${EndIf}
!macroend
!define SetShortcut "!insertmacro SetShortcut"

!macro DefineRegistration UN
Function ${UN}RegisterTarget
  System::Store S
  StrCpy $9 0
  ${SetValue} Str "DisplayName" "$(text.client)"
  ${SetValue} Str "DisplayVersion" $TargetVersion
  ${SetValue} Str "DisplayIcon" '"$INSTDIR\denso.exe",0'
  ${SetValue} Str "Publisher" "$(text.publisher)"
  ${SetValue} Str "InstallLocation" "$INSTDIR"
  ${SetValue} Str "UninstallString" '"$INSTDIR\uninstall.exe"'
  ${SetValue} Str "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  ${SetValue} DWORD "EstimatedSize" $TargetKb
  ${SetValue} DWORD "NoModify" 1
  ${SetValue} DWORD "NoRepair" 1
  CreateDirectory "${MENU}"
  ${SetShortcut} "$(text.client)" "$INSTDIR" "denso.exe"
  ${SetShortcut} "$(text.checker)" "$INSTDIR\versions\$TargetVersion" "IESettingsCheck-$TargetVersion.exe"
  SetOutPath "$WINDIR"
  ${If} $9 = 1
    ${Refuse} registrationIncomplete
  ${EndIf}
  ClearErrors
  System::Store L
FunctionEnd
!macroend
!insertmacro DefineRegistration ""
