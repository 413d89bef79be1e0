; Plain TCP to the host, so that a closed port and a refused handshake stay two things (WinINet calls both 12029),
; and a hello of our own on that connection.

!define AF_UNSPEC 0
!define SOCK_STREAM 1
!define FIONBIO 0x8004667E
!define TCP_SECONDS 3

; $probe.tcp: ok, name, refused or timeout. $hello.result where it is ok.
Function ProbeTcp
  StrCpy $hello.result none
  StrCpy $hello.asks no
  StrCpy $probe.tcp name
  System::Call "*(&i512) p .R0"
  System::Call "ws2_32::WSAStartup(i 0x202, p R0)"
  System::Call "*(i 0, i ${AF_UNSPEC}, i ${SOCK_STREAM}, i 6, p 0, p 0, p 0, p 0) p .R1"
  System::Call "ws2_32::GetAddrInfoW(w '$host.name', w '$host.port', p R1, *p .R2) i .R3"
  System::Free $R1
  System::Free $R0
  ${If} $R3 <> 0
    Return
  ${EndIf}
  StrCpy $R4 $R2
  ${DoWhile} $R4 <> 0
    System::Call "*$R4(i, i .R5, i, i, p .R6, p, p .R7, p .R4)"
    Call ConnectTcp
    ${If} $probe.tcp == ok
      ${ExitDo}
    ${EndIf}
  ${Loop}
  System::Call "ws2_32::FreeAddrInfoW(p R2)"
FunctionEnd

; One address: family $R5, address length $R6 at $R7.
Function ConnectTcp
  StrCpy $probe.tcp refused
  System::Call "ws2_32::socket(i R5, i ${SOCK_STREAM}, i 6) p .r0"
  System::Call "ws2_32::ioctlsocket(p r0, i ${FIONBIO}, *i 1)"
  System::Call "ws2_32::connect(p r0, p R7, i R6)"
  System::Call "*(i 1, p r0) p .r1"
  System::Call "*(i 1, p r0) p .r2"
  System::Call "*(i ${TCP_SECONDS}, i 0) p .r3"
  System::Call "ws2_32::select(i 0, p 0, p r1, p r2, p r3) i .r4"
  System::Call "*$1(i .r5)"
  System::Free $1
  System::Free $2
  System::Free $3
  ${If} $4 = 0
    StrCpy $probe.tcp timeout
  ${ElseIf} $4 > 0
  ${AndIf} $5 > 0
    StrCpy $probe.tcp ok
    Call SayHello
  ${EndIf}
  System::Call "ws2_32::closesocket(p r0)"
FunctionEnd
