; Who runs this program, and whose settings count: the account of this session's shell.
; HKCU would be the account that runs it: an administrator's, when one lent a hand (ie-settings §5).

!define TOKEN_QUERY 8
!define TOKEN_USER 1
!define TOKEN_ELEVATION 20

Function ReadAccounts
  System::Call "kernel32::GetCurrentProcess() p .r0"
  Call ReadTokenSid
  StrCpy $account.token $1
  StrCpy $account.elevated no
  ${If} $2 <> 0
    StrCpy $account.elevated yes
  ${EndIf}
  StrCpy $account.shell ""
  ${If} $shell.process <> 0
    System::Call "kernel32::OpenProcess(i ${QUERY_LIMITED_INFORMATION}, i 0, i $shell.process) p .r0"
    ${If} $0 <> 0
      Call ReadTokenSid
      StrCpy $account.shell $1
      System::Call "kernel32::CloseHandle(p r0)"
    ${EndIf}
  ${EndIf}
  Call ReadAccountName
FunctionEnd

; Process handle in $0: its account's SID in $1 (empty when refused), elevated or not in $2.
Function ReadTokenSid
  StrCpy $1 ""
  StrCpy $2 0
  System::Call "advapi32::OpenProcessToken(p r0, i ${TOKEN_QUERY}, *p .r3) i .r4"
  ${If} $4 = 0
    Return
  ${EndIf}
  System::Call "*(&i256) p .r5"
  System::Call "advapi32::GetTokenInformation(p r3, i ${TOKEN_USER}, p r5, i 256, *i) i .r4"
  ${If} $4 <> 0
    System::Call "*$5(p .r6)"
    System::Call "advapi32::ConvertSidToStringSidW(p r6, *p .r7)"
    System::Call "kernel32::lstrcpynW(w .r1, p r7, i 256)"
    System::Call "kernel32::LocalFree(p r7)"
  ${EndIf}
  System::Call "advapi32::GetTokenInformation(p r3, i ${TOKEN_ELEVATION}, *i .r2, i 4, *i)"
  System::Free $5
  System::Call "kernel32::CloseHandle(p r3)"
FunctionEnd

; The name shown for the account whose settings are judged.
Function ReadAccountName
  StrCpy $account.name "${NAMELESS_ACCOUNT}"
  System::Call "advapi32::ConvertStringSidToSidW(w '$account.shell', *p .r0) i .r1"
  ${If} $1 <> 0
    System::Call "advapi32::LookupAccountSidW(p 0, p r0, w .r2, *i 256, w .r3, *i 256, *i) i .r1"
    ${If} $1 <> 0
      StrCpy $account.name $2
    ${EndIf}
    System::Call "kernel32::LocalFree(p r0)"
  ${EndIf}
FunctionEnd

; What a person calls that account: with さん, unless it is the word for somebody without a name.
Var account.address
Function AddressAccount
  StrCpy $account.address $account.name
  ${If} $account.name != "${NAMELESS_ACCOUNT}"
    StrCpy $account.address "$account.name ${TEXT_HONORIFIC}"
  ${EndIf}
FunctionEnd
