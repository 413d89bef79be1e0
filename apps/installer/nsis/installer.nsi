; 統合インストーラ. electron-builder puts a header before this file and hands it to makensis; BUILD_RESOURCES_DIR is the build's scratch folder.
!addincludedir "${BUILD_RESOURCES_DIR}"
!include "places.nsh"      ; generated: where the sources and the carried files lie on the build machine
!include "LogicLib.nsh"
!include "FileFunc.nsh"
!include "WordFunc.nsh"
!include "WinVer.nsh"
!include "nsDialogs.nsh"
!include "MUI2.nsh"

SetCompressor /FINAL lzma
SetCompress auto
SetDateSave off
SetOverwrite try
AllowSkipFiles off
CRCCheck force
XPStyle on
RequestExecutionLevel admin
ManifestDPIAware true
ManifestSupportedOS Win8.1 Win10
Name "$(text.installer) ${VERSION}"
Caption "$(text.installer) ${VERSION}"
BrandingText " "
AutoCloseWindow true
ShowInstDetails nevershow
ShowUninstDetails nevershow
InstallDir "$PROGRAMFILES32\${APP_KEY}"

!define DATA "$APPDATA\${APP_KEY}"            ; under SetShellVarContext all: %ProgramData%
!define INSTALL_LOGS "${DATA}\logs\install"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${APP_KEY}"
!ifdef SIGN_UNINSTALLER
  !uninstfinalize '"${SIGN_UNINSTALLER}" "%1"' = 0
!endif

!include "log.nsh"
!include "basics.nsh"
!include "environment.nsh"
!include "lock.nsh"
!include "journal-folder.nsh"
!insertmacro DefineBasics ""
!insertmacro DefineLog ""
!insertmacro DefineEnvironment ""
!insertmacro DefineLock ""
!insertmacro DefineJournalFolder ""
!include "read-files.nsh"
!include "versions.nsh"
!include "claims-window.nsh"
!include "ver8.nsh"
!include "process.nsh"
!include "close-client.nsh"
!include "held-files.nsh"
!include "preflight.nsh"
!include "waiting-claims.nsh"
!include "data-folder.nsh"
!include "journal.nsh"
!include "layers.nsh"
!insertmacro DefineLayers  ; generated: one PlaceLayer per layer of the release
!include "ver8-import.nsh"
!include "self-check.nsh"
!include "commit.nsh"
!include "registration.nsh"
!include "ver8-remove.nsh"
!include "ie-check.nsh"
!include "install.nsh"
!include "wizard.nsh"
!include "page-rollback.nsh"
!include "page-uninstall.nsh"
!include "uninstall.nsh"
!include "uninstall-purge.nsh"
!include "rollback.nsh"

!insertmacro MUI_LANGUAGE "Japanese"
SetFont /LANG=1041 "Meiryo UI" 9
!include "texts.nsh"       ; generated: the message catalogue
