/** LogicLib tests that the rules use besides LogicLib's own: `${If} $value Has 0x800`. */
export const operatorsCode = String.raw`!include LogicLib.nsh

Var operator.result

; Any bit of the mask. IntCmpU, because bit 31 makes the result negative.
!macro _Has _a _b _t _f
  IntOp $operator.result ${'`${_a}`'} & ${'`${_b}`'}
  IntCmpU $operator.result 0 ${'`${_f}`'} ${'`${_t}`'} ${'`${_t}`'}
!macroend

!macro _Lacks _a _b _t _f
  !insertmacro _Has ${'`${_a}`'} ${'`${_b}`'} ${'`${_f}`'} ${'`${_t}`'}
!macroend

; Text in text, without regard to case.
!macro _Contains _a _b _t _f
  Push ${'`${_b}`'}
  Push ${'`${_a}`'}
  System::Call "shlwapi::StrStrIW(w s, w s) p .s"
  Pop $operator.result
  IntCmp $operator.result 0 ${'`${_f}`'} ${'`${_t}`'} ${'`${_t}`'}
!macroend

; The same for a text kept at an address, because it can be longer than an NSIS string. Address 0 is no text.
!macro _ContainsAt _a _b _t _f
  Push ${'`${_b}`'}
  Push ${'`${_a}`'}
  System::Call "shlwapi::StrStrIW(p s, w s) p .s"
  Pop $operator.result
  IntCmp $operator.result 0 ${'`${_f}`'} ${'`${_t}`'} ${'`${_t}`'}
!macroend

!macro _StartsWith _a _b _t _f
  StrLen $operator.result ${'`${_b}`'}
  StrCpy $operator.result ${'`${_a}`'} $operator.result
  StrCmp $operator.result ${'`${_b}`'} ${'`${_t}`'} ${'`${_f}`'}
!macroend

; The list begins and ends with a comma.
!macro _OneOf _a _b _t _f
  !insertmacro _Contains ${'`${_b}`'} ",${'${_a}'}," ${'`${_t}`'} ${'`${_f}`'}
!macroend

!macro _NoneOf _a _b _t _f
  !insertmacro _Contains ${'`${_b}`'} ",${'${_a}'}," ${'`${_f}`'} ${'`${_t}`'}
!macroend
`;
