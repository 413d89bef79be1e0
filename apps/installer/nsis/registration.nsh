; What Windows shows: the entry under Apps & features, the Start menu (for everybody), the uninstaller. After the commit point.

!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${APP_KEY}"

Function Register
  System::Store S
  ${Journal} "carry uninstall.exe"
  ClearErrors
  WriteUninstaller "${JOURNAL_FOLDER}\uninstall.exe"
  ${MoveOver} "${JOURNAL_FOLDER}\uninstall.exe" "$INSTDIR\uninstall.exe" $0
  ${If} $0 = 0
    SetErrors
  ${EndIf}
  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayName" "$(text.client)"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayIcon" '"$INSTDIR\denso.exe",0'
  WriteRegStr HKLM "${UNINSTALL_KEY}" "Publisher" "$(text.publisher)"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKLM "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKLM "${UNINSTALL_KEY}" "EstimatedSize" ${ESTIMATED_KB}
  WriteRegDWORD HKLM "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKLM "${UNINSTALL_KEY}" "NoRepair" 1
  SetOutPath "$INSTDIR"
  CreateDirectory "$SMPROGRAMS\$(text.client)"
  CreateShortcut "$SMPROGRAMS\$(text.client)\$(text.client).lnk" "$INSTDIR\denso.exe"
  SetOutPath "$INSTDIR\${VERSION_FOLDER}"
  CreateShortcut "$SMPROGRAMS\$(text.client)\$(text.checker).lnk" "$INSTDIR\${VERSION_FOLDER}\${CHECKER_EXE}"
  SetOutPath "$WINDIR"
  ${If} ${Errors}
    ${Refuse} registrationIncomplete
  ${EndIf}
  ClearErrors
  System::Store L
FunctionEnd
