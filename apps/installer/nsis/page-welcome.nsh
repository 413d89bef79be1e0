; Welcome: what this is, and with a development signature a warning that nobody can miss.
Function ShowWelcome
  !ifdef TEST_SIGNED
    ${NSD_CreateLabel} 120u 158u 195u 28u "$(welcome.testSigned)"
    Pop $Control
    SetCtlColors $Control 0xCE0000 0xFFFFFF
    CreateFont $BoldFont "Meiryo UI" 9 700
    SendMessage $Control ${WM_SETFONT} $BoldFont 1
  !endif
FunctionEnd
