/*
 * denso.exe: starts the client's runtime with an environment that nobody else chose.
 *
 *   denso.exe              opens the client's screen and returns
 *   denso.exe --rollback   opens the screen that goes back to the previous version (rollback.c)
 *   denso.exe --install    opens a downloaded installer, while it is what was judged (install.c)
 *   denso.exe <arguments>  passes them on, waits, returns the client's exit code
 *
 * Node runs foreign code before ours when NODE_OPTIONS says so, and reads a dozen other variables; the runtime therefore gets a
 * new environment of listed names only. Nothing is taken from the working folder or from PATH.
 */
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <shlobj.h>
#include "install.h"
#include "line.h"
#include "messages.h"
#include "rollback.h"

#define PATH_CHARS 1024
#define BLOCK_CHARS 16384
#define COMMAND_CHARS 32767
#define START_WAIT_MS 3000

/* winbase.h of this compiler ends before Windows 10. */
#define POLICY_NO_REMOTE (1ULL << 52)
#define POLICY_PREFER_SYSTEM32 (1ULL << 60)

static WCHAR root[PATH_CHARS], folder[PATH_CHARS], node[PATH_CHARS], script[PATH_CHARS];
static WCHAR block[BLOCK_CHARS], command[COMMAND_CHARS];
static BOOL hasArguments;

/* Tells the reader what happened: a window, or stderr when a program asked. Returns the exit code. */
static UINT refuse(const struct refusal *why)
{
    if (!hasArguments) {
        MessageBoxW(NULL, why->text, PRODUCT_NAME, MB_OK | MB_ICONERROR | MB_SETFOREGROUND);
        return why->exitCode;
    }
    HANDLE out = GetStdHandle(STD_ERROR_HANDLE);
    DWORD mode, done;
    if (GetConsoleMode(out, &mode)) {
        WriteConsoleW(out, why->text, lstrlenW(why->text), &done, NULL);
    } else {
        static char bytes[4096];
        int length = WideCharToMultiByte(CP_UTF8, 0, why->text, -1, bytes, sizeof bytes, NULL, NULL);
        if (length > 1) WriteFile(out, bytes, (DWORD)length - 1, &done, NULL);
    }
    return why->exitCode;
}

/* target = a + b + c. False when it does not fit. */
static BOOL join(WCHAR *target, int size, const WCHAR *a, const WCHAR *b, const WCHAR *c)
{
    if (lstrlenW(a) + lstrlenW(b) + lstrlenW(c) + 1 > size) return FALSE;
    lstrcatW(lstrcatW(lstrcpyW(target, a), b), c);
    return TRUE;
}

static BOOL isFile(const WCHAR *path)
{
    DWORD attributes = GetFileAttributesW(path);
    return attributes != INVALID_FILE_ATTRIBUTES && !(attributes & (FILE_ATTRIBUTE_DIRECTORY | FILE_ATTRIBUTE_REPARSE_POINT));
}

static WCHAR *addVariable(WCHAR *end, const WCHAR *name, const WCHAR *value)
{
    int needed = lstrlenW(name) + lstrlenW(value) + 2;
    if (end == NULL || end + needed + 1 > block + BLOCK_CHARS) return NULL;
    join(end, needed, name, L"=", value);
    return end + needed;
}

/* The runtime's whole environment, sorted by name as CreateProcess wants it. Folders come from Windows, not from variables. */
static BOOL buildEnvironment(void)
{
    static const struct { const WCHAR *name; int csidl; } variables[] = {
        { L"ALLUSERSPROFILE", CSIDL_COMMON_APPDATA }, { L"APPDATA", CSIDL_APPDATA }, { L"COMPUTERNAME", -1 },
        { L"LOCALAPPDATA", CSIDL_LOCAL_APPDATA }, { L"PATH", CSIDL_SYSTEM }, { L"ProgramData", CSIDL_COMMON_APPDATA },
        { L"ProgramFiles", CSIDL_PROGRAM_FILES }, { L"ProgramFiles(x86)", CSIDL_PROGRAM_FILESX86 }, { L"SystemDrive", -2 },
        { L"SystemRoot", CSIDL_WINDOWS }, { L"TEMP", -1 }, { L"TMP", -1 }, { L"USERDOMAIN", -1 }, { L"USERNAME", -1 },
        { L"USERPROFILE", CSIDL_PROFILE }, { L"windir", CSIDL_WINDOWS },
    };
    static WCHAR value[PATH_CHARS];
    WCHAR *end = block;
    for (unsigned i = 0; i < sizeof variables / sizeof *variables; i++) {
        if (variables[i].csidl >= 0) {
            if (SHGetFolderPathW(NULL, variables[i].csidl, NULL, SHGFP_TYPE_CURRENT, value) != S_OK) continue;
        } else if (variables[i].csidl == -2) {
            if (GetSystemWindowsDirectoryW(value, PATH_CHARS) < 2) continue;
            value[2] = 0;
        } else {
            DWORD length = GetEnvironmentVariableW(variables[i].name, value, PATH_CHARS);
            if (length == 0 || length >= PATH_CHARS) continue;
        }
        end = addVariable(end, variables[i].name, value);
    }
    if (end == NULL) return FALSE;
    *end = 0;
    return TRUE;
}

/* What follows the program's own name on the command line, untouched: both ends split it by the same rules. */
static const WCHAR *argumentTail(void)
{
    const WCHAR *tail = GetCommandLineW();
    BOOL quoted = FALSE;
    for (; *tail && (quoted || (*tail != L' ' && *tail != L'\t')); tail++) if (*tail == L'"') quoted = !quoted;
    while (*tail == L' ' || *tail == L'\t') tail++;
    return tail;
}

/* Starts the runtime. Windows before 10 does not know the image-load policies: there it starts without them. */
static BOOL startRuntime(DWORD flags, PROCESS_INFORMATION *process)
{
    STARTUPINFOEXW start = { .StartupInfo = { .cb = sizeof start } };
    HANDLE *standard[] = { &start.StartupInfo.hStdInput, &start.StartupInfo.hStdOutput, &start.StartupInfo.hStdError };
    for (DWORD i = 0; hasArguments && i < 3; i++) { /* STD_INPUT_HANDLE, STD_OUTPUT_HANDLE, STD_ERROR_HANDLE: -10, -11, -12 */
        start.StartupInfo.dwFlags = STARTF_USESTDHANDLES;
        *standard[i] = GetStdHandle(STD_INPUT_HANDLE - i);
        SetHandleInformation(*standard[i], HANDLE_FLAG_INHERIT, HANDLE_FLAG_INHERIT);
    }
    static char attributes[256];
    DWORD64 policy = POLICY_PREFER_SYSTEM32 | POLICY_NO_REMOTE;
    SIZE_T size = sizeof attributes;
    start.lpAttributeList = (LPPROC_THREAD_ATTRIBUTE_LIST)attributes;
    BOOL policies = InitializeProcThreadAttributeList(start.lpAttributeList, 1, 0, &size)
        && UpdateProcThreadAttribute(start.lpAttributeList, 0, PROC_THREAD_ATTRIBUTE_MITIGATION_POLICY, &policy, sizeof policy, NULL, NULL);
    flags |= CREATE_UNICODE_ENVIRONMENT;
    DWORD extended = flags | EXTENDED_STARTUPINFO_PRESENT;
    if (policies && CreateProcessW(node, command, NULL, NULL, hasArguments, extended, block, folder, &start.StartupInfo, process)) return TRUE;
    if (policies && GetLastError() != ERROR_INVALID_PARAMETER && GetLastError() != ERROR_NOT_SUPPORTED) return FALSE;
    start.StartupInfo.cb = sizeof start.StartupInfo;
    return CreateProcessW(node, command, NULL, NULL, hasArguments, flags, block, folder, &start.StartupInfo, process);
}

int WINAPI wWinMain(HINSTANCE instance, HINSTANCE previous, LPWSTR line, int show)
{
    (void)instance, (void)previous, (void)line, (void)show;
    SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_SYSTEM32);
    const WCHAR *tail = argumentTail();
    WCHAR version[24], runtime[24], path[PATH_CHARS];
    hasArguments = *tail != 0;
    BOOL console = hasArguments && GetFileType(GetStdHandle(STD_OUTPUT_HANDLE)) == FILE_TYPE_UNKNOWN && AttachConsole(ATTACH_PARENT_PROCESS);
    DWORD length = GetModuleFileNameW(NULL, root, PATH_CHARS);
    while (length > 0 && length < PATH_CHARS && root[length - 1] != L'\\') length--;
    if (length == 0 || length >= PATH_CHARS) return (int)refuse(&folderUnknown);
    root[length] = 0;
    if (lstrcmpW(tail, L"--rollback") == 0) return openRollback(root) ? 0 : (int)refuse(&rollbackNotOpened);
    enum opened opened = installAsked(tail);
    if (opened == OPENED) return 0;
    if (opened != NOT_ASKED) return (int)refuse(opened == BYTES_DIFFER ? &installerDiffers : &installerNotOpened);
    if (!join(path, PATH_CHARS, root, L"current", L"") || !readLine(path, version, 24, isVersion)) return (int)refuse(&currentBroken);
    if (!join(folder, PATH_CHARS, root, L"versions\\", version) || !join(path, PATH_CHARS, folder, L"\\runtime", L"")
        || !readLine(path, runtime, 24, isRuntimeId)) return (int)refuse(&runtimeBroken);
    if (!join(path, PATH_CHARS, root, L"runtime\\", runtime) || !join(node, PATH_CHARS, path, L"\\node.exe", L"") || !isFile(node)
        || !join(script, PATH_CHARS, folder, L"\\client.mjs", L"") || !isFile(script)) return (int)refuse(&filesMissing);

    if (lstrlenW(node) + lstrlenW(script) + lstrlenW(tail) + 8 > COMMAND_CHARS) return (int)refuse(&notStarted);
    join(command, COMMAND_CHARS, L"\"", node, L"\" \"");
    lstrcatW(lstrcatW(lstrcatW(command, script), hasArguments ? L"\" " : L"\""), tail);
    PROCESS_INFORMATION process;
    DWORD exitCode = 0, flags = !hasArguments ? DETACHED_PROCESS : console ? 0 : CREATE_NO_WINDOW;
    if (!buildEnvironment() || !startRuntime(flags, &process)) return (int)refuse(&notStarted);
    BOOL ended = WaitForSingleObject(process.hProcess, hasArguments ? INFINITE : START_WAIT_MS) == WAIT_OBJECT_0;
    if (ended && !GetExitCodeProcess(process.hProcess, &exitCode)) return (int)refuse(&notStarted);
    return !hasArguments && exitCode != 0 ? (int)refuse(&endedAtOnce) : (int)exitCode;
}
