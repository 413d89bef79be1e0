; The claims window: day 1 to 10 of each month in Japan. Installing then is allowed, but said.

; high and low half of a UTC FILETIME -> day of the month in Japan.
Function DayInJapan
  System::Store S
  Pop $1
  Pop $0
  System::Int64Op $0 * 4294967296
  Pop $0
  IntFmt $1 "%u" $1
  System::Int64Op $0 + $1
  Pop $0
  System::Int64Op $0 + 324000000000 ; nine hours of 100 ns
  Pop $0
  System::Call '*(&i2, &i2, &i2, &i2, &i2, &i2, &i2, &i2) p.r2'
  System::Call 'kernel32::FileTimeToSystemTime(*l r0, p r2)'
  System::Call '*$2(&i2, &i2, &i2, &i2 .r3)'
  System::Free $2
  Push $3
  System::Store L
FunctionEnd

; -> 1 during the claims window, by the clock of this PC.
Function IsClaimsWindow
  System::Store S
  System::Call '*(i, i) p.r0'
  System::Call 'kernel32::GetSystemTimeAsFileTime(p r0)'
  System::Call '*$0(i .r1, i .r2)'
  System::Free $0
  Push $2
  Push $1
  Call DayInJapan
  Pop $3
  ${If} $3 >= 1
  ${AndIf} $3 <= 10
    Push 1
  ${Else}
    Push 0
  ${EndIf}
  System::Store L
FunctionEnd
