; The zone of the host for the account that runs this: 2 is 信頼済みサイト. For the help desk only.

Function ReadZone
  StrCpy $zone -1
  System::Call "urlmon::CoInternetCreateSecurityManager(p 0, *p .r0, i 0) i .r1"
  ${If} $1 = 0
    ; IInternetSecurityManager: 5 is MapUrlToZone, 2 is Release.
    System::Call "$0->5(w 'https://$host.name/', *i .r2, i 0) i .r1"
    ${If} $1 = 0
      StrCpy $zone $2
    ${EndIf}
    System::Call "$0->2()"
  ${EndIf}
FunctionEnd
