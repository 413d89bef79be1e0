; The installer of Ver.8 as the upgrade lab has it: flat in one folder at the root of the disk, registered the old way, its uninstaller as careless as they were.
; OUT and PROGRAM are given by src/releases/ver8-installer.ts.
Unicode true
Name "介護伝送ソフト Ver.8"
OutFile "${OUT}"
InstallDir "C:\KaigoDenso8"
RequestExecutionLevel admin
SilentInstall silent
SetDateSave off
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\KaigoDenso8"

Section
  SetShellVarContext all
  SetOutPath "$INSTDIR"
  File "/oname=DENSO8.EXE" "${PROGRAM}"
  File "/oname=DENSO8.HLP" "program/denso8.hlp"
  File "/oname=README8.TXT" "program/readme8.txt"
  WriteUninstaller "$INSTDIR\UNINST8.EXE"
  WriteRegStr HKLM "Software\KaigoDenso8" "InstallDir" "$INSTDIR"
  WriteRegStr HKLM "Software\KaigoDenso8" "Version" "8.3.1"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayName" "介護伝送ソフト Ver.8"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayVersion" "8.3.1"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "UninstallString" "$INSTDIR\UNINST8.EXE"
  CreateShortcut "$SMPROGRAMS\介護伝送ソフト Ver.8.lnk" "$INSTDIR\DENSO8.EXE"
SectionEnd

; Takes the facility's own files with it: whoever runs it will see them gone.
Section Uninstall
  SetOutPath "$WINDIR"
  RMDir /r "$INSTDIR"
SectionEnd
