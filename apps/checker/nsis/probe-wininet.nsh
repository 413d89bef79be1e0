; One request through WinINet, the way Internet Explorer would: the user's proxy and settings, no cookies, no credentials, nothing cached.

!define PRECONFIG 0
!define SERVICE_HTTP 3
; RELOAD | NO_CACHE_WRITE | SECURE | NO_AUTO_REDIRECT | NO_COOKIES | NO_AUTH | NO_UI
!define WININET_FLAGS 0x84AC0200
!define OPTION_CONNECT_TIMEOUT 2
!define OPTION_CONNECT_RETRIES 3
!define OPTION_SEND_TIMEOUT 5
!define OPTION_RECEIVE_TIMEOUT 6
!define WININET_MS 3000

; $probe.wininet: 0 after any HTTP answer, else the error. $probe.protocol: what the server says it negotiated.
Function ProbeWininet
  System::Call "wininet::InternetOpenW(w '${USER_AGENT}', i ${PRECONFIG}, p 0, p 0, i 0) p .R0"
  System::Call "wininet::InternetSetOptionW(p R0, i ${OPTION_CONNECT_TIMEOUT}, *i ${WININET_MS}, i 4)"
  System::Call "wininet::InternetSetOptionW(p R0, i ${OPTION_SEND_TIMEOUT}, *i ${WININET_MS}, i 4)"
  System::Call "wininet::InternetSetOptionW(p R0, i ${OPTION_RECEIVE_TIMEOUT}, *i ${WININET_MS}, i 4)"
  System::Call "wininet::InternetSetOptionW(p R0, i ${OPTION_CONNECT_RETRIES}, *i 1, i 4)"
  System::Call "wininet::InternetConnectW(p R0, w '$host.name', i $host.port, p 0, p 0, i ${SERVICE_HTTP}, i 0, p 0) p .R1"
  System::Call "wininet::HttpOpenRequestW(p R1, w 'GET', w '${PROBE_PATH}', p 0, p 0, p 0, i ${WININET_FLAGS}, p 0) p .R2"
  System::Call "wininet::HttpSendRequestW(p R2, p 0, i 0, p 0, i 0) i .R3 ?e"
  Pop $R4
  ${If} $R3 <> 0
    StrCpy $probe.wininet 0
    Call ReadProtocol
  ${Else}
    StrCpy $probe.wininet $R4
  ${EndIf}
  System::Call "wininet::InternetCloseHandle(p R2)"
  System::Call "wininet::InternetCloseHandle(p R1)"
  System::Call "wininet::InternetCloseHandle(p R0)"
FunctionEnd

; The answer of GET /v1/handshake names the protocol. Its first kilobyte is enough; anything else leaves it unknown.
Function ReadProtocol
  System::Call "*(&i1024) p .R5"
  System::Call "wininet::InternetReadFile(p R2, p R5, i 1023, *i .R6) i .R7"
  ${If} $R7 <> 0
  ${AndIf} $R6 > 0
    Call FindProtocol
  ${EndIf}
  System::Free $R5
FunctionEnd

!macro TakeProtocol _name
  System::Call `shlwapi::StrStrA(p R5, m '"protocol":"${_name}"') p .R8`
  ${If} $R8 <> 0
    StrCpy $probe.protocol "${_name}"
  ${EndIf}
!macroend

Function FindProtocol
  !insertmacro TakeProtocol TLSv1
  !insertmacro TakeProtocol TLSv1.1
  !insertmacro TakeProtocol TLSv1.2
  !insertmacro TakeProtocol TLSv1.3
FunctionEnd
