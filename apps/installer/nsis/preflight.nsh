; What must be true before anything is touched. Every check leaves a line for the page: state (ok, warn, stop) and words.

Var InstalledVersion ; what `current` says, "" when nothing usable is installed
Var InstallKind      ; fresh | upgrade | repair
Var NeededMb
Var FreeMb
Var WindowsName

!define TRUSTED_INSTALLER "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464"

Var PreflightWindows
Var PreflightSpace
Var PreflightRunning
Var PreflightHeld
Var PreflightVersion
Var PreflightWindow

Function CheckWindows
  StrCpy $PreflightWindows "ok"
  ${If} ${AtLeastWin10}
    StrCpy $WindowsName "Windows 10"
  ${ElseIf} ${AtLeastWin8.1}
    StrCpy $WindowsName "Windows 8.1"
  ${Else}
    StrCpy $WindowsName "Windows"
    StrCpy $PreflightWindows "stop"
    ${Refuse} windowsTooOld
  ${EndIf}
FunctionEnd

; folder -> 1 when it belongs to Administrators, SYSTEM, TrustedInstaller or to the administrator who runs this.
Function IsTrustedOwner
  System::Store S
  Pop $0
  StrCpy $9 0
  System::Call 'advapi32::GetNamedSecurityInfoW(w r0, i 1, i 1, *p .r1, p 0, p 0, p 0, *p .r2) i.r3' ; SE_FILE_OBJECT, owner
  ${If} $3 = 0
    System::Call 'advapi32::IsWellKnownSid(p r1, i 26) i.r4' ; Administrators
    System::Call 'advapi32::IsWellKnownSid(p r1, i 22) i.r5' ; SYSTEM
    System::Call 'advapi32::ConvertStringSidToSidW(w "${TRUSTED_INSTALLER}", *p .r6)'
    System::Call 'advapi32::EqualSid(p r1, p r6) i.r7'
    System::Call 'kernel32::LocalFree(p r6)'
    System::Call 'kernel32::GetCurrentProcess() p.r6'
    System::Call 'advapi32::OpenProcessToken(p r6, i 8, *p .r8)' ; TOKEN_QUERY
    System::Alloc 256
    Pop $6
    System::Call 'advapi32::GetTokenInformation(p r8, i 1, p r6, i 256, *i)' ; TokenUser: begins with the address of the SID
    System::Call '*$6(p .R0)'
    System::Call 'advapi32::EqualSid(p r1, p R0) i.R1'
    System::Free $6
    System::Call 'kernel32::CloseHandle(p r8)'
    System::Call 'kernel32::LocalFree(p r2)'
    ${If} $4 <> 0
    ${OrIf} $5 <> 0
    ${OrIf} $7 <> 0
    ${OrIf} $R1 <> 0
      StrCpy $9 1
    ${EndIf}
  ${EndIf}
  Push $9
  System::Store L
FunctionEnd

; The install folder is not there yet, or it is a real folder that only an administrator can have made.
Function CheckFolder
  System::Store S
  ${IsLink} $INSTDIR $0
  ${If} $0 = 1
    ${Refuse} folderUnusable
  ${ElseIf} ${FileExists} "$INSTDIR\*.*"
    Push $INSTDIR
    Call IsTrustedOwner
    Pop $0
    ${If} $0 = 0
      ${Log} "$INSTDIR belongs to somebody who is no administrator"
      ${Refuse} folderUnusable
    ${EndIf}
  ${EndIf}
  System::Store L
FunctionEnd

Function CheckSpace
  System::Store S
  StrCpy $PreflightSpace "ok"
  StrCpy $NeededMb ${NEEDED_MB}
  System::Call 'kernel32::GetDiskFreeSpaceExW(w "$PROGRAMFILES32", *l .r0, *l, *l) i.r1'
  ${If} $1 = 0
    StrCpy $0 0
  ${EndIf}
  System::Int64Op $0 / 1048576
  Pop $FreeMb
  System::Int64Op $FreeMb < $NeededMb
  Pop $1
  ${If} $1 = 1
    StrCpy $PreflightSpace "stop"
    ${Refuse} notEnoughSpace
  ${EndIf}
  System::Store L
FunctionEnd

Function CheckRunning
  System::Store S
  StrCpy $PreflightRunning "ok"
  Call TakeLock
  Pop $0
  ${If} $0 = 0
    StrCpy $PreflightRunning "stop"
    ${Refuse} anotherSetup
  ${Else}
    Call IsClientRunning
    Pop $0
    ${If} $0 = 1
      StrCpy $PreflightRunning "stop"
    ${EndIf}
  ${EndIf}
  System::Store L
FunctionEnd

Function CheckVersion
  System::Store S
  StrCpy $PreflightVersion "ok"
  StrCpy $InstallKind "fresh"
  StrCpy $ChangeWord "placed"
  Push "$INSTDIR\current"
  Call ReadFirstLine
  Pop $InstalledVersion
  Push $InstalledVersion
  Call IsVersion
  Pop $0
  ${If} $0 = 0
    ; Nothing there, or `current` is lost: installing puts it right, and Windows remembers which version it was.
    ReadRegStr $InstalledVersion HKLM "${UNINSTALL_KEY}" "DisplayVersion"
    Push $InstalledVersion
    Call IsVersion
    Pop $0
    ${IfNot} ${FileExists} "$INSTDIR\versions\$InstalledVersion\*.*"
      StrCpy $0 0
    ${EndIf}
  ${EndIf}
  ${If} $0 = 0
    StrCpy $InstalledVersion ""
  ${Else}
    Push "${VERSION}"
    Push $InstalledVersion
    Call CompareVersions
    Pop $0
    Push $InstalledVersion
    Call MayUpgradeFrom
    Pop $1
    ${If} $0 = 0
      StrCpy $InstallKind "repair"
      StrCpy $ChangeWord "repaired"
    ${ElseIf} $0 < 0
      StrCpy $PreflightVersion "stop"
      ${Refuse} downgrade
    ${ElseIf} $1 = 0
      StrCpy $PreflightVersion "stop"
      ${Refuse} notUpgradable
    ${Else}
      StrCpy $InstallKind "upgrade"
    ${EndIf}
  ${EndIf}
  System::Store L
FunctionEnd

Function CheckClaimsWindow
  System::Store S
  StrCpy $PreflightWindow "ok"
  Call IsClaimsWindow
  Pop $0
  ${If} $0 = 1
    StrCpy $PreflightWindow "warn"
  ${EndIf}
  System::Store L
FunctionEnd

; When all else is well: nobody's client is asked to end for an installation that is refused anyway.
Function CheckInUse
  StrCpy $PreflightHeld "ok"
  ${If} $FailExit = 0
  ${AndIf} $PreflightRunning == "stop"
    Call CheckClient
    ${If} $FailExit = 0
      StrCpy $PreflightRunning "ok"
    ${EndIf}
  ${EndIf}
  ${If} $FailExit = 0
    Call CheckHeld
    ${If} $FailExit <> 0
      StrCpy $PreflightHeld "stop"
    ${EndIf}
  ${EndIf}
FunctionEnd

; All checks; the first refusal counts. Can be called again.
Function RunPreflight
  ${ForgetRefusal}
  Call CheckFolder
  Call CheckWindows
  Call CheckVersion
  Call CheckRunning
  Call CheckVer8
  Call CheckBase
  Call CheckSpace
  Call CheckClaimsWindow
  Call CheckInUse
  ${Log} "preflight: $WindowsName $PreflightWindows, installed '$InstalledVersion' $InstallKind $PreflightVersion, running $PreflightRunning, held $PreflightHeld"
  ${Log} "preflight: space $PreflightSpace (needed $NeededMb MB, free $FreeMb MB), claims window $PreflightWindow, exit code $FailExit"
FunctionEnd
