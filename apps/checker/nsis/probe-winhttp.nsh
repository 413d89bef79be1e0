; The same request through WinHTTP with TLS 1.2 forced: if this works and WinINet does not, the cause lies in the user's settings.

!define AUTOMATIC_PROXY 4
!define WINHTTP_SECURE 0x00800000
!define OPTION_SECURE_PROTOCOLS 84
!define OPTION_DISABLE_FEATURE 63
!define OPTION_SECURITY_FLAGS 31
!define OPTION_CLIENT_CERTIFICATE 47
!define OPTION_SERVER_CERTIFICATE 78
!define ONLY_TLS12 0x800
!define NO_COOKIES_REDIRECTS_LOGIN 7
; UNKNOWN_CA | WRONG_USAGE | WRONG_NAME | WRONG_DATE
!define IGNORE_CERTIFICATE_FAULTS 0x3300
!define NAME_SIMPLE_DISPLAY 4
!define NAME_OF_ISSUER 1
!define CHAIN_PARAMETERS_BYTES 16
!define FROM_CACHE_ONLY 4
; IS_UNTRUSTED_ROOT | IS_PARTIAL_CHAIN
!define ROOT_IS_UNKNOWN 0x10020
!define WINHTTP_MS 2500

; $probe.winhttp: 0 after any HTTP answer, else the error. $probe.issuer: who issued the server's certificate.
Function ProbeWinhttp
  System::Call "winhttp::WinHttpOpen(w '${USER_AGENT}', i ${AUTOMATIC_PROXY}, p 0, p 0, i 0) p .R0"
  ${If} $R0 = 0
    System::Call "winhttp::WinHttpOpen(w '${USER_AGENT}', i 0, p 0, p 0, i 0) p .R0"
  ${EndIf}
  System::Call "winhttp::WinHttpSetTimeouts(p R0, i ${WINHTTP_MS}, i ${WINHTTP_MS}, i ${WINHTTP_MS}, i ${WINHTTP_MS})"
  System::Call "winhttp::WinHttpSetOption(p R0, i ${OPTION_SECURE_PROTOCOLS}, *i ${ONLY_TLS12}, i 4)"
  System::Call "winhttp::WinHttpConnect(p R0, w '$host.name', i $host.port, i 0) p .R1"
  System::Call "winhttp::WinHttpOpenRequest(p R1, w 'GET', w '${PROBE_PATH}', p 0, p 0, p 0, i ${WINHTTP_SECURE}) p .R2"
  System::Call "winhttp::WinHttpSetOption(p R2, i ${OPTION_DISABLE_FEATURE}, *i ${NO_COOKIES_REDIRECTS_LOGIN}, i 4)"
  System::Call "winhttp::WinHttpSetOption(p R2, i ${OPTION_CLIENT_CERTIFICATE}, p 0, i 0)"
  Call SendWinhttp
  StrCpy $probe.winhttp $R4
  Call ReadIssuer
  ${If} $probe.issuer == ""
  ${AndIf} $probe.hello == tls12
    Call AskForIssuer
  ${EndIf}
  System::Call "winhttp::WinHttpCloseHandle(p R2)"
  System::Call "winhttp::WinHttpCloseHandle(p R1)"
  System::Call "winhttp::WinHttpCloseHandle(p R0)"
FunctionEnd

; $R4: 0 when an answer came.
Function SendWinhttp
  System::Call "winhttp::WinHttpSendRequest(p R2, p 0, i 0, p 0, i 0, i 0, p 0) i .R3 ?e"
  Pop $R4
  ${If} $R3 = 0
    Return
  ${EndIf}
  System::Call "winhttp::WinHttpReceiveResponse(p R2, p 0) i .R3 ?e"
  Pop $R4
  ${If} $R3 <> 0
    StrCpy $R4 0
  ${EndIf}
FunctionEnd

Function ReadIssuer
  System::Call "winhttp::WinHttpQueryOption(p R2, i ${OPTION_SERVER_CERTIFICATE}, *p .R5, *i 4) i .R3"
  ${If} $R3 <> 0
  ${AndIf} $R5 <> 0
    System::Call "crypt32::CertGetNameStringW(p R5, i ${NAME_SIMPLE_DISPLAY}, i ${NAME_OF_ISSUER}, p 0, w .R6, i 256)"
    StrCpy $probe.issuer $R6
    Call JudgeRoot
    System::Call "crypt32::CertFreeCertificateContext(p R5)"
  ${EndIf}
FunctionEnd

; Does this PC know the root of the certificate $R5? What WinINet says about it can also mean other things.
Function JudgeRoot
  System::Call "*$R5(i, p, i, p, p .R7)"
  System::Call "*(i ${CHAIN_PARAMETERS_BYTES}, i 0, i 0, p 0) p .R8"
  System::Call "crypt32::CertGetCertificateChain(p 0, p R5, p 0, p R7, p R8, i ${FROM_CACHE_ONLY}, p 0, *p .R9) i .R3"
  System::Free $R8
  ${If} $R3 = 0
    Return
  ${EndIf}
  System::Call "*$R9(i, i .R8)"
  System::Call "crypt32::CertFreeCertificateChain(p R9)"
  StrCpy $probe.root trusted
  ${If} $R8 Has ${ROOT_IS_UNKNOWN}
    StrCpy $probe.root missing
  ${EndIf}
FunctionEnd

; A refused certificate is not shown. Asked again without judging it, only to read who issued it: the verdict above stands.
Function AskForIssuer
  System::Call "winhttp::WinHttpSetOption(p R2, i ${OPTION_SECURITY_FLAGS}, *i ${IGNORE_CERTIFICATE_FAULTS}, i 4) i .R3"
  ${If} $R3 <> 0
    Call SendWinhttp
    Call ReadIssuer
  ${EndIf}
FunctionEnd
