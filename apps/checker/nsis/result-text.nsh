; 結果を保存: what the help desk needs, and nothing about a person. No name, no SID, no name of the PC, no proxy address.

Var result.handle
Var result.rows

; Writes the text to the file $0. $0 is saved on success.
Function SaveResult
  System::Call "kernel32::CreateFileW(w r0, i ${GENERIC_WRITE}, i 0, p 0, i ${CREATE_ALWAYS}, i 0x80, p 0) p .r1"
  StrCpy $0 failed
  ${If} $1 = ${INVALID_HANDLE}
    Return
  ${EndIf}
  StrCpy $result.handle $1
  Call WriteResult
  System::Call "kernel32::CloseHandle(p $result.handle)"
  StrCpy $0 saved
FunctionEnd

!macro ResultLine _text
  Push `${_text}$\r$\n`
  Call WriteResultLine
!macroend
!define ResultLine "!insertmacro ResultLine"

Function WriteResultLine
  Exch $0
  Push $1
  StrCpy $1 $result.handle
  Call WriteUtf8
  Pop $1
  Pop $0
FunctionEnd

Function WriteResult
  System::Call "*(&i2 ${BYTE_ORDER_MARK}, &i2 0) p .r0"
  System::Call "*$0(&w2 .r1)"
  System::Free $0
  System::Call "*(&i2, &i2, &i2, &i2, &i2, &i2, &i2, &i2) p .r0"
  System::Call "kernel32::GetLocalTime(p r0)"
  System::Call "*$0(&i2 .r2, &i2 .r3, &i2, &i2 .r4, &i2 .r5, &i2 .r6)"
  System::Free $0
  IntFmt $5 "%02d" $5
  IntFmt $6 "%02d" $6
  ${ResultLine} "$1${PRODUCT_NAME} ${VERSION}"
  ${ResultLine} "確認した日時: $2年$3月$4日 $5:$6"
  StrCpy $headline.verdict $verdict
  Call DescribeVerdict
  ${ResultLine} "結果: $headline.title"
  ${ResultLine} ""
  Call WriteResultFindings
  Call WriteResultDetails
FunctionEnd

Function WriteResultFindings
  StrCpy $result.rows ""
  Call FirstFinding
  ${While} $finding.id != ""
    StrCpy $result.rows "$result.rows.$finding.row"
    ${ResultLine} "[$finding.support] $finding.title"
    ${If} $finding.advice != ""
      ${ResultLine} "  $finding.advice"
    ${EndIf}
    ${If} $finding.whoText != ""
      ${ResultLine} "  ${TEXT_WHO}: $finding.whoText"
    ${EndIf}
    Call NextFinding
  ${EndWhile}
  StrCpy $result.rows $result.rows "" 1
FunctionEnd

Function WriteResultDetails
  Call NameBoxes
  IntFmt $0 "0x%08X" $value
  ${ResultLine} ""
  ${ResultLine} "詳細(サポート窓口用)"
  ${ResultLine} "サポート番号: ${VERSION}/$verdict/$result.rows/$os.build/$0"
  ${ResultLine} "Windows: $os ($os.build, $os.edition)"
  ${ResultLine} "Internet Explorer: $ie.svcVersion / $ie.version ($ie.program, box $ie.box)"
  ${ResultLine} "SecureProtocols: $source $0$boxes"
  ${ResultLine} "values: PM $machinePolicy.kind $machinePolicy.value, PU $userPolicy.kind $userPolicy.value, U $user.kind $user.value"
  ${ResultLine} "        M64 $machine64.kind $machine64.value, M32 $machine32.kind $machine32.value"
  ${ResultLine} "SCHANNEL: $schannel (Enabled $schannelEnabled.kind $schannelEnabled.value,"
  ${ResultLine} "  DisabledByDefault $schannelDisabledByDefault.kind $schannelDisabledByDefault.value)"
  ${ResultLine} "FIPS $fips.kind $fips.value, ciphers $ciphers"
  StrCpy $1 same
  ${If} $account.token != $account.shell
    StrCpy $1 other
  ${EndIf}
  ${ResultLine} "account: $1, elevated $account.elevated, other sessions $account.others, proxy $proxySet, zone $zone, HKLM_only $hklmOnly.kind $hklmOnly.value"
  ${ResultLine} "connection: $host.name:$host.port $outcome"
  ${ResultLine} "  TCP $probe.tcp, hello $probe.hello $probe.hello81, WinINet $probe.wininet, WinHTTP $probe.winhttp"
  ${ResultLine} "  $probe.protocol, root $probe.root, issuer $probe.issuer"
FunctionEnd
