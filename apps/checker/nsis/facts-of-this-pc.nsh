; Every fact of the decision table, read from this PC. Nothing here decides anything.

!define INTERNET_SETTINGS "Software\Microsoft\Windows\CurrentVersion\Internet Settings"
!define INTERNET_POLICIES "Software\Policies\Microsoft\Windows\CurrentVersion\Internet Settings"
!define WINDOWS_VERSION "SOFTWARE\Microsoft\Windows NT\CurrentVersion"
!define EXPLORER "SOFTWARE\Microsoft\Internet Explorer"
!define EXPLORER_POLICIES "SOFTWARE\Policies\Microsoft\Internet Explorer\Main"
!define SCHANNEL_TLS12 "SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.2"
!define FIPS_POLICY "SYSTEM\CurrentControlSet\Control\Lsa\FipsAlgorithmPolicy"
!define CIPHER_POLICY "SOFTWARE\Policies\Microsoft\Cryptography\Configuration\SSL\00010002"

Function ReadFacts
  Call ClearFacts
  Call ScanProcesses
  Call ReadAccounts
  Call ReadSystemFacts
  Call ReadMachineFacts
  ${If} $account.shell != ""
    Call ReadUserFacts
  ${EndIf}
  Call ReadToday
FunctionEnd

Function ReadSystemFacts
  ${ReadValue} ${HKLM} ${VIEW_64} "${WINDOWS_VERSION}" CurrentMajorVersionNumber
  StrCpy $os.major $read.value
  ${ReadTextFact} $os.currentVersion ${HKLM} ${VIEW_64} "${WINDOWS_VERSION}" CurrentVersion
  ${ReadTextFact} $os.edition ${HKLM} ${VIEW_64} "${WINDOWS_VERSION}" EditionID
  ${ReadValue} ${HKLM} ${VIEW_64} "${WINDOWS_VERSION}" CurrentBuild
  IntOp $os.build $read.text | 0
  ${ReadTextFact} $ie.svcVersion ${HKLM} ${VIEW_64} "${EXPLORER}" svcVersion
  ${ReadTextFact} $ie.version ${HKLM} ${VIEW_64} "${EXPLORER}" Version
  StrCpy $ie.program missing
  ${If} ${FileExists} "$PROGRAMFILES64\Internet Explorer\iexplore.exe"
  ${OrIf} ${FileExists} "$PROGRAMFILES32\Internet Explorer\iexplore.exe"
    StrCpy $ie.program present
  ${EndIf}
  ${ReadValue} ${HKLM} ${VIEW_64} "${EXPLORER_POLICIES}" NotifyDisableIEOptions
  ${If} $read.kind != absent
    StrCpy $ie.disabledByPolicy yes
  ${EndIf}
  StrCpy $ie.box missing
  ${ReadValue} ${HKLM} ${VIEW_64} "${EXPLORER}\AdvancedOptions\CRYPTO\TLS1.2" ValueName
  ${If} $read.kind != absent
    StrCpy $ie.box present
  ${EndIf}
FunctionEnd

Function ReadMachineFacts
  ${ReadDwordFact} machinePolicy ${HKLM} ${VIEW_64} "${INTERNET_POLICIES}" SecureProtocols
  ${ReadDwordFact} hklmOnly ${HKLM} ${VIEW_64} "${INTERNET_POLICIES}" Security_HKLM_only
  ${ReadDwordFact} machine64 ${HKLM} ${VIEW_64} "${INTERNET_SETTINGS}" SecureProtocols
  ${ReadDwordFact} machine32 ${HKLM} ${VIEW_32} "${INTERNET_SETTINGS}" SecureProtocols
  ${ReadDwordFact} schannelEnabled ${HKLM} ${VIEW_64} "${SCHANNEL_TLS12}\Client" Enabled
  ${ReadDwordFact} schannelDisabledByDefault ${HKLM} ${VIEW_64} "${SCHANNEL_TLS12}\Client" DisabledByDefault
  ${ReadDwordFact} schannelServerEnabled ${HKLM} ${VIEW_64} "${SCHANNEL_TLS12}\Server" Enabled
  ${ReadDwordFact} fips ${HKLM} ${VIEW_64} "${FIPS_POLICY}" Enabled
  ${ReadValue} ${HKLM} ${VIEW_64} "${CIPHER_POLICY}" Functions
  StrCpy $cipherPolicy.kind $read.kind
  ${If} $read.kind == text
    System::Call "shlwapi::StrDupW(p $read.whole) p .r0"
    StrCpy $cipherPolicy.text $0
  ${EndIf}
FunctionEnd

; The value that a fix changes: read again after each.
Function ReadUserValue
  ${ReadDwordFact} user ${HKU} ${VIEW_64} "$account.shell\${INTERNET_SETTINGS}" SecureProtocols
FunctionEnd

Function ReadUserFacts
  ${ReadDwordFact} userPolicy ${HKU} ${VIEW_64} "$account.shell\${INTERNET_POLICIES}" SecureProtocols
  Call ReadUserValue
  ${ReadValue} ${HKU} ${VIEW_64} "$account.shell\${EXPLORER_POLICIES}" NotifyDisableIEOptions
  ${If} $read.kind != absent
    StrCpy $ie.disabledByPolicy yes
  ${EndIf}
  ${ReadValue} ${HKU} ${VIEW_64} "$account.shell\${INTERNET_SETTINGS}" ProxyEnable
  ${If} $read.value <> 0
    StrCpy $proxy.enabled yes
  ${EndIf}
  ${ReadTextFact} $proxy.server ${HKU} ${VIEW_64} "$account.shell\${INTERNET_SETTINGS}" ProxyServer
  ${ReadTextFact} $proxy.script ${HKU} ${VIEW_64} "$account.shell\${INTERNET_SETTINGS}" AutoConfigURL
FunctionEnd

Function ReadToday
  System::Call "*(&i2, &i2, &i2, &i2, &i2, &i2, &i2, &i2) p .r0"
  System::Call "kernel32::GetLocalTime(p r0)"
  System::Call "*$0(&i2 .r1, &i2 .r2, &i2, &i2 .r3)"
  System::Free $0
  IntFmt $clock.today "%d" $1
  IntOp $clock.today $clock.today * 100
  IntOp $clock.today $clock.today + $2
  IntOp $clock.today $clock.today * 100
  IntOp $clock.today $clock.today + $3
  StrCpy $clock.built ${BUILT_DAY}
FunctionEnd
