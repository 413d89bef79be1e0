; IE設定チェックツール: reads what Internet Explorer really uses, says what is wrong and who can put it right.
; Built by src/build.ts, which makes values.nsh (version, host, texts) and the rules.

Unicode true
ManifestDPIAware true
ManifestSupportedOS all
RequestExecutionLevel user
SetCompressor /SOLID lzma
SetDateSave off
XPStyle on

!include nsDialogs.nsh
!include WinMessages.nsh
!include values.nsh
!include rules.nsh

!include exit-codes.nsh
!include report-file.nsh
!include arguments.nsh
!include probe.nsh
!include registry.nsh
!include processes.nsh
!include account.nsh
!include facts-of-this-pc.nsh
!include user-value.nsh
!include undo-record.nsh
!include fix.nsh
!include explorers.nsh
!include json-report.nsh
!include ini-report.nsh
!include cases.nsh
!include check.nsh
!include result-text.nsh
!include window.nsh
!include finding-list.nsh
!include actions.nsh

Name "${PRODUCT_NAME}"
Caption "${PRODUCT_NAME} ${VERSION}"
BrandingText " "
Icon checker.ico
OutFile "${EXE_NAME}"
SetFont /LANG=1041 "Meiryo UI" 10
LoadLanguageFile "${NSISDIR}\Contrib\Language files\Japanese.nlf"
MiscButtonText "" "" "${TEXT_CLOSE}" ""

VIProductVersion "${FOUR_PART_VERSION}"
VIFileVersion "${FOUR_PART_VERSION}"
VIAddVersionKey /LANG=1041 ProductName "${PRODUCT_NAME}"
VIAddVersionKey /LANG=1041 ProductVersion "${VERSION}"
VIAddVersionKey /LANG=1041 FileVersion "${VERSION}"
VIAddVersionKey /LANG=1041 FileDescription "${PRODUCT_NAME}"
VIAddVersionKey /LANG=1041 CompanyName "${COMPANY_NAME}"
VIAddVersionKey /LANG=1041 LegalCopyright "${COMPANY_NAME}"
VIAddVersionKey /LANG=1041 OriginalFilename "${EXE_NAME}"

Page custom ShowPage LeavePage

Function .onInit
  InitPluginsDir
  Call ParseArguments
  ${If} $argument.probeFile != ""
    Call RunProbe
    Quit
  ${EndIf}
  Call OpenReport
  ${If} $argument.facts != ""
    Call CheckCases
  ${Else}
    Call CheckThisPc
  ${EndIf}
  ${If} ${Silent}
    Call QuitWithVerdict
  ${EndIf}
FunctionEnd

; The pictures that the window shows.
Function UnpackPictures
  SetOutPath "$PLUGINSDIR"
  File ok.ico
  File warn.ico
  File fail.ico
  File info.ico
FunctionEnd

Function .onGUIInit
  Call UnpackPictures
  Call SizeWindow
FunctionEnd

Function .onGUIEnd
  Call AbandonReport
FunctionEnd

; Nothing is installed: NSIS wants a section, and warns that no page runs it.
!pragma warning disable 8000
Section
SectionEnd
