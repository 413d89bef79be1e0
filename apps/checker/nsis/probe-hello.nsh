; A TLS 1.2 ClientHello of our own over the plain connection. The answer depends on no setting of this PC: it shows what the server can do.

!define HELLO_SECONDS 2
!define ANSWER_MAX_BYTES 32768
!define RECORD_HEADER_BYTES 5
!define MESSAGE_HEADER_BYTES 4
!define RECORD_ALERT 21
!define RECORD_HANDSHAKE 22
!define MESSAGE_SERVER_HELLO 2
!define MESSAGE_CERTIFICATE_REQUEST 13
!define MESSAGE_HELLO_DONE 14

Var hello.ciphers
Var hello.result ; tls12, old, refused, not-tls, silent
Var hello.asks   ; yes: the server asks for a client certificate
Var answer.data  ; what came, as it came
Var answer.size
Var answer.stream ; the handshake messages in it, without record headers
Var answer.length
Var answer.done

; Says hello on the connected socket $0 with the suites in $hello.ciphers.
Function SayHello
  StrCpy $hello.result silent
  StrCpy $hello.asks no
  Call BuildHello
  System::Call "ws2_32::send(p r0, p r1, i r2, i 0)"
  System::Call "kernel32::GlobalFree(p r1)"
  System::Call "kernel32::GlobalAlloc(i 0x40, i ${ANSWER_MAX_BYTES}) p .r1"
  StrCpy $answer.data $1
  System::Call "kernel32::GlobalAlloc(i 0x40, i ${ANSWER_MAX_BYTES}) p .r1"
  StrCpy $answer.stream $1
  StrCpy $answer.size 0
  StrCpy $answer.done no
  ${DoUntil} $answer.done == yes
    Call ReceiveMore
    Call JudgeAnswer
  ${Loop}
  System::Call "kernel32::GlobalFree(p $answer.data)"
  System::Call "kernel32::GlobalFree(p $answer.stream)"
FunctionEnd

; The bytes of the hello in $1, their number in $2. An address instead of a name is not sent as a name (RFC 6066 §3).
Function BuildHello
  StrCpy $3 ""
  StrCpy $4 $host.name 1 -1
  ${IfNot} $4 OneOf ",0,1,2,3,4,5,6,7,8,9,"
    Call BuildServerName
  ${EndIf}
  StrCpy $3 "$3${HELLO_EXTENSIONS}"
  StrLen $4 $3
  IntOp $4 $4 / 2
  IntFmt $5 "%04x" $4
  ; Version, a random that need not be one, no session, suites, no compression, extensions.
  StrCpy $3 "0303${HELLO_RANDOM}00$hello.ciphers0100$5$3"
  StrLen $4 $3
  IntOp $4 $4 / 2
  IntFmt $5 "%06x" $4
  IntOp $4 $4 + 4
  IntFmt $6 "%04x" $4
  StrCpy $3 "160301$601$5$3"
  IntOp $2 $4 + ${RECORD_HEADER_BYTES}
  System::Call "kernel32::GlobalAlloc(i 0x40, i r2) p .r1"
  StrCpy $4 $1
  ${DoUntil} $3 == ""
    StrCpy $5 $3 2
    StrCpy $3 $3 "" 2
    System::Call "*$4(&i1 0x$5)"
    IntOp $4 $4 + 1
  ${Loop}
FunctionEnd

; The extension that names the host, in $3.
Function BuildServerName
  System::Call "*(&m256 '$host.name') p .r1"
  StrLen $2 $host.name
  StrCpy $3 ""
  ${For} $4 1 $2
    IntOp $5 $1 + $4
    IntOp $5 $5 - 1
    System::Call "*$5(&i1 .r6)"
    IntFmt $6 "%02x" $6
    StrCpy $3 "$3$6"
  ${Next}
  System::Free $1
  IntFmt $4 "%04x" $2
  IntOp $2 $2 + 3
  IntFmt $5 "%04x" $2
  IntOp $2 $2 + 2
  IntFmt $6 "%04x" $2
  StrCpy $3 "0000$6$500$4$3"
FunctionEnd

; Waits for bytes from $0. $answer.done is yes when no more will come.
Function ReceiveMore
  System::Call "*(i 1, p r0) p .r1"
  System::Call "*(i ${HELLO_SECONDS}, i 0) p .r2"
  System::Call "ws2_32::select(i 0, p r1, p 0, p 0, p r2) i .r3"
  System::Free $1
  System::Free $2
  StrCpy $4 0
  ${If} $3 > 0
    IntOp $1 $answer.data + $answer.size
    IntOp $2 ${ANSWER_MAX_BYTES} - $answer.size
    System::Call "ws2_32::recv(p r0, p r1, i r2, i 0) i .r4"
  ${EndIf}
  ${If} $4 > 0
    IntOp $answer.size $answer.size + $4
  ${Else}
    StrCpy $answer.done yes
  ${EndIf}
FunctionEnd

; $hello.result from what came so far.
Function JudgeAnswer
  ${If} $answer.size = 0
    Return
  ${EndIf}
  System::Call "*$answer.data(&i1 .r1)"
  ${If} $1 = ${RECORD_ALERT}
    StrCpy $hello.result refused
    StrCpy $answer.done yes
  ${ElseIf} $1 = ${RECORD_HANDSHAKE}
    Call JoinRecords
    Call WalkMessages
  ${Else}
    StrCpy $hello.result not-tls
    StrCpy $answer.done yes
  ${EndIf}
FunctionEnd

; Handshake bytes of every complete record, one after the other, in $answer.stream.
Function JoinRecords
  StrCpy $answer.length 0
  StrCpy $1 0
  ${Do}
    IntOp $2 $1 + ${RECORD_HEADER_BYTES}
    ${If} $2 > $answer.size
      ${ExitDo}
    ${EndIf}
    IntOp $3 $answer.data + $1
    System::Call "*$3(&i1 .r4, &i1, &i1, &i1 .r5, &i1 .r6)"
    IntOp $5 $5 & 0xFF
    IntOp $6 $6 & 0xFF
    IntOp $5 $5 * 256
    IntOp $5 $5 + $6
    IntOp $1 $2 + $5
    ${If} $1 > $answer.size
    ${OrIf} $4 <> ${RECORD_HANDSHAKE}
      ${ExitDo}
    ${EndIf}
    IntOp $3 $answer.data + $2
    IntOp $4 $answer.stream + $answer.length
    System::Call "kernel32::RtlMoveMemory(p r4, p r3, i r5)"
    IntOp $answer.length $answer.length + $5
  ${Loop}
FunctionEnd

; The messages of the handshake: type, three bytes of length, content.
Function WalkMessages
  StrCpy $1 0
  ${Do}
    IntOp $2 $1 + ${MESSAGE_HEADER_BYTES}
    ${If} $2 > $answer.length
      ${ExitDo}
    ${EndIf}
    IntOp $3 $answer.stream + $1
    System::Call "*$3(&i1 .r4, &i1, &i1 .r5, &i1 .r6, &i1 .r7, &i1 .r8)"
    ${If} $4 = ${MESSAGE_SERVER_HELLO}
      StrCpy $hello.result old
      ${If} $7 = 3
      ${AndIf} $8 = 3
        StrCpy $hello.result tls12
      ${EndIf}
    ${ElseIf} $4 = ${MESSAGE_CERTIFICATE_REQUEST}
      StrCpy $hello.asks yes
    ${ElseIf} $4 = ${MESSAGE_HELLO_DONE}
      StrCpy $answer.done yes
    ${EndIf}
    IntOp $5 $5 & 0xFF
    IntOp $6 $6 & 0xFF
    IntOp $5 $5 * 256
    IntOp $5 $5 + $6
    IntOp $1 $2 + $5
  ${Loop}
FunctionEnd
