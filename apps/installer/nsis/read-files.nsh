; What a file says: its hash, its first line.

!macro DefineReadFiles UN
; path -> lower-case SHA-256 of the file, or "" when it cannot be read.
Function ${UN}HashFile
  System::Store S
  Pop $0
  StrCpy $9 ""
  System::Call 'kernel32::CreateFileW(w r0, i 0x80000000, i 0x5, p 0, i 3, i 0x08000000, p 0) p.r4' ; read; share read and delete; existing; sequential
  ${If} $4 P<> -1
    System::Call 'bcrypt::BCryptOpenAlgorithmProvider(*p .r1, w "SHA256", p 0, i 0) i.r8'
    ${If} $8 = 0
      System::Call 'bcrypt::BCryptCreateHash(p r1, *p .r2, p 0, i 0, p 0, i 0, i 0) i.r8'
      System::Alloc 1048576
      Pop $3
      ${DoWhile} $8 = 0
        System::Call 'kernel32::ReadFile(p r4, p r3, i 1048576, *i .r5, p 0) i.r7'
        ${If} $7 = 0
          StrCpy $8 1
        ${ElseIf} $5 = 0
          ${Break}
        ${Else}
          System::Call 'bcrypt::BCryptHashData(p r2, p r3, i r5, i 0) i.r8'
        ${EndIf}
      ${Loop}
      ${If} $8 = 0
        System::Call 'bcrypt::BCryptFinishHash(p r2, p r3, i 32, i 0) i.r8'
      ${EndIf}
      ${If} $8 = 0
        ${For} $6 0 31
          IntPtrOp $7 $3 + $6
          System::Call '*$7(&i1 .r5)'
          IntOp $5 $5 & 0xff
          IntFmt $5 "%02x" $5
          StrCpy $9 "$9$5"
        ${Next}
      ${EndIf}
      System::Free $3
      System::Call 'bcrypt::BCryptDestroyHash(p r2)'
      System::Call 'bcrypt::BCryptCloseAlgorithmProvider(p r1, i 0)'
    ${EndIf}
    System::Call 'kernel32::CloseHandle(p r4)'
  ${EndIf}
  Push $9
  System::Store L
FunctionEnd

; path -> the file's first line without its end, or "" when it cannot be read.
Function ${UN}ReadFirstLine
  System::Store S
  Pop $0
  StrCpy $2 ""
  ClearErrors
  FileOpen $1 $0 r
  ${IfNot} ${Errors}
    FileRead $1 $2
    FileClose $1
  ${EndIf}
  ${Do}
    StrCpy $3 $2 1 -1
    ${If} $3 == "$\r"
    ${OrIf} $3 == "$\n"
      StrCpy $2 $2 -1
    ${Else}
      ${Break}
    ${EndIf}
  ${Loop}
  ClearErrors
  Push $2
  System::Store L
FunctionEnd
!macroend
!insertmacro DefineReadFiles ""
