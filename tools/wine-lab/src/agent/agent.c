/*
 * The lab's hand inside Windows: starts programs, holds files open, saves the registry, lists windows.
 *
 * A request is one line "<id> <verb>" on standard input; its fields lie in <mailbox>\<id>.request, UTF-16LE, each ended
 * by a NUL. The answer is written to <mailbox>\<id>.answer in the same form: the first field is "ok" or the Win32 error
 * number. A program that ended leaves <mailbox>\<id>.end. Files appear under their name only when complete.
 */
#ifndef UNICODE
#define UNICODE
#endif
#define _WIN32_WINNT 0x0600
#include <windows.h>
#include <shellapi.h>
#include <psapi.h>
#include <wchar.h>
#include <stdlib.h>

#define MAX_FIELDS 512
#define MAX_PROGRAMS 4096
#define MAX_HELD 64

typedef struct {
    WCHAR *text;
    size_t used, room;
} Writer;

typedef struct {
    WCHAR id[32];
    HANDLE job, process;
    DWORD kill_after_ms;
    ULONGLONG started;
} Program;

static WCHAR mailbox[MAX_PATH];
static Program programs[MAX_PROGRAMS];
static int program_count;
static struct { WCHAR path[MAX_PATH * 2]; HANDLE file; } held[MAX_HELD];
static int held_count;

static void add(Writer *writer, const WCHAR *field)
{
    size_t length = wcslen(field) + 1;
    if (writer->used + length > writer->room) {
        writer->room = (writer->used + length) * 2;
        writer->text = realloc(writer->text, writer->room * sizeof(WCHAR));
    }
    memcpy(writer->text + writer->used, field, length * sizeof(WCHAR));
    writer->used += length;
}

static void add_number(Writer *writer, LONGLONG number)
{
    WCHAR digits[32];
    swprintf(digits, 32, L"%lld", number);
    add(writer, digits);
}

/* Writes under another name first, so that a reader never meets half an answer. */
static void deliver(const WCHAR *id, const WCHAR *kind, Writer *writer)
{
    WCHAR path[MAX_PATH], draft[MAX_PATH];
    DWORD written;
    HANDLE file;
    swprintf(path, MAX_PATH, L"%ls\\%ls.%ls", mailbox, id, kind);
    swprintf(draft, MAX_PATH, L"%ls~", path);
    file = CreateFileW(draft, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
    if (file != INVALID_HANDLE_VALUE) {
        WriteFile(file, writer->text, (DWORD)(writer->used * sizeof(WCHAR)), &written, NULL);
        CloseHandle(file);
        MoveFileExW(draft, path, MOVEFILE_REPLACE_EXISTING);
    }
    free(writer->text);
}

static void answer(const WCHAR *id, DWORD error)
{
    Writer writer = { 0 };
    if (error) add_number(&writer, error);
    else add(&writer, L"ok");
    deliver(id, L"answer", &writer);
}

static int read_fields(const WCHAR *id, WCHAR **fields)
{
    WCHAR path[MAX_PATH];
    DWORD size, got = 0;
    WCHAR *text, *end;
    HANDLE file;
    int count = 0;
    swprintf(path, MAX_PATH, L"%ls\\%ls.request", mailbox, id);
    file = CreateFileW(path, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL);
    if (file == INVALID_HANDLE_VALUE) return 0;
    size = GetFileSize(file, NULL);
    text = calloc(1, size + sizeof(WCHAR)); /* kept: fields point into it, and a request is small */
    ReadFile(file, text, size, &got, NULL);
    CloseHandle(file);
    for (end = text + got / sizeof(WCHAR); text < end && count < MAX_FIELDS; text += wcslen(text) + 1) fields[count++] = text;
    return count;
}

static void add_processes(Writer *writer, HANDLE job)
{
    struct { JOBOBJECT_BASIC_PROCESS_ID_LIST list; ULONG_PTR more[255]; } ids;
    DWORD i;
    if (!QueryInformationJobObject(job, JobObjectBasicProcessIdList, &ids, sizeof(ids), NULL)) return;
    for (i = 0; i < ids.list.NumberOfProcessIdsInList; i++) {
        WCHAR image[MAX_PATH] = L"";
        DWORD length = MAX_PATH, code = 0;
        HANDLE process = OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, (DWORD)ids.list.ProcessIdList[i]);
        if (!process) continue;
        if (GetExitCodeProcess(process, &code) && code == STILL_ACTIVE && QueryFullProcessImageNameW(process, 0, image, &length)) {
            add_number(writer, ids.list.ProcessIdList[i]);
            add(writer, image);
        }
        CloseHandle(process);
    }
}

static DWORD WINAPI watch(void *argument)
{
    Program *program = argument;
    Writer writer = { 0 };
    DWORD code = 0;
    BOOL killed = WaitForSingleObject(program->process, program->kill_after_ms ? program->kill_after_ms : INFINITE) == WAIT_TIMEOUT;
    if (killed) {
        TerminateJobObject(program->job, 1);
        WaitForSingleObject(program->process, INFINITE);
    }
    GetExitCodeProcess(program->process, &code);
    add_number(&writer, code);
    add_number(&writer, killed);
    add_number(&writer, (LONGLONG)(GetTickCount64() - program->started));
    add_processes(&writer, program->job);
    deliver(program->id, L"end", &writer);
    return 0;
}

static HANDLE open_output(const WCHAR *path)
{
    SECURITY_ATTRIBUTES inherit = { sizeof(inherit), NULL, TRUE };
    return CreateFileW(path, FILE_APPEND_DATA | SYNCHRONIZE, FILE_SHARE_READ | FILE_SHARE_WRITE, &inherit, CREATE_ALWAYS, 0, NULL);
}

static WCHAR *copy_variable(const WCHAR *name)
{
    WCHAR *value;
    DWORD size = GetEnvironmentVariableW(name, NULL, 0);
    if (!size) return NULL;
    value = calloc(size, sizeof(WCHAR));
    GetEnvironmentVariableW(name, value, size);
    return value;
}

/* start: command line, folder, stdout, stderr, kill after ms (0: never), then NAME=value (no "=": the variable is removed) */
static void start(const WCHAR *id, WCHAR **fields, int count)
{
    SECURITY_ATTRIBUTES inherit = { sizeof(inherit), NULL, TRUE };
    STARTUPINFOW startup = { .cb = sizeof(startup) };
    PROCESS_INFORMATION created;
    Program *program = &programs[program_count];
    Writer writer = { 0 };
    void *redirection = NULL;
    WCHAR *before[MAX_FIELDS];
    BOOL ok;
    DWORD error;
    int i;
    if (count < 5 || program_count == MAX_PROGRAMS) { answer(id, ERROR_INVALID_PARAMETER); return; }
    for (i = 5; i < count; i++) {
        WCHAR *equals = wcschr(fields[i], L'=');
        if (equals) *equals = 0;
        before[i] = copy_variable(fields[i]);
        SetEnvironmentVariableW(fields[i], equals ? equals + 1 : NULL);
    }
    startup.dwFlags = STARTF_USESTDHANDLES;
    startup.hStdInput = CreateFileW(L"NUL", GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE, &inherit, OPEN_EXISTING, 0, NULL);
    startup.hStdOutput = open_output(fields[2]);
    startup.hStdError = open_output(fields[3]);
    Wow64DisableWow64FsRedirection(&redirection);
    ok = CreateProcessW(NULL, fields[0], NULL, NULL, TRUE, CREATE_SUSPENDED | CREATE_NO_WINDOW, NULL, *fields[1] ? fields[1] : NULL, &startup, &created);
    error = ok ? 0 : GetLastError();
    for (i = count - 1; i >= 5; i--) {
        SetEnvironmentVariableW(fields[i], before[i]);
        free(before[i]);
    }
    Wow64RevertWow64FsRedirection(redirection);
    CloseHandle(startup.hStdInput);
    CloseHandle(startup.hStdOutput);
    CloseHandle(startup.hStdError);
    if (!ok) { answer(id, error); return; }
    lstrcpynW(program->id, id, 32);
    program->job = CreateJobObjectW(NULL, NULL);
    program->process = created.hProcess;
    program->kill_after_ms = wcstoul(fields[4], NULL, 10);
    program->started = GetTickCount64();
    program_count++;
    AssignProcessToJobObject(program->job, created.hProcess);
    add(&writer, L"ok");
    add_number(&writer, created.dwProcessId);
    deliver(id, L"answer", &writer);
    ResumeThread(created.hThread);
    CloseHandle(created.hThread);
    CloseHandle(CreateThread(NULL, 0, watch, program, 0, NULL));
}

static Program *find_program(const WCHAR *id)
{
    int i;
    for (i = 0; i < program_count; i++)
        if (!wcscmp(programs[i].id, id)) return &programs[i];
    return NULL;
}

/* kill: the id of a start; ends it and all that it started */
static void kill_program(const WCHAR *id, WCHAR **fields, int count)
{
    Program *program = count < 1 ? NULL : find_program(fields[0]);
    if (!program) { answer(id, ERROR_NOT_FOUND); return; }
    TerminateJobObject(program->job, 1);
    WaitForSingleObject(program->process, 5000);
    answer(id, 0);
}

/* alive: the id of a start; answers pid, image of each process left of it */
static void list_alive(const WCHAR *id, WCHAR **fields, int count)
{
    Program *program = count < 1 ? NULL : find_program(fields[0]);
    Writer writer = { 0 };
    if (!program) { answer(id, ERROR_NOT_FOUND); return; }
    add(&writer, L"ok");
    add_processes(&writer, program->job);
    deliver(id, L"answer", &writer);
}

/* hold: a path; opens it so that nobody else can open, rename or delete it */
static void hold(const WCHAR *id, WCHAR **fields, int count)
{
    HANDLE file;
    if (count < 1 || held_count == MAX_HELD) { answer(id, ERROR_INVALID_PARAMETER); return; }
    file = CreateFileW(fields[0], GENERIC_READ, 0, NULL, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, NULL);
    if (file == INVALID_HANDLE_VALUE) { answer(id, GetLastError()); return; }
    lstrcpynW(held[held_count].path, fields[0], MAX_PATH * 2);
    held[held_count++].file = file;
    answer(id, 0);
}

/* release: a path given to hold */
static void release(const WCHAR *id, WCHAR **fields, int count)
{
    int i;
    for (i = 0; count > 0 && i < held_count; i++) {
        if (lstrcmpiW(held[i].path, fields[0])) continue;
        CloseHandle(held[i].file);
        held[i] = held[--held_count];
        answer(id, 0);
        return;
    }
    answer(id, ERROR_NOT_FOUND);
}

static LONG save_key(HKEY root, const WCHAR *name, const WCHAR *path)
{
    HKEY key;
    LONG error = RegOpenKeyExW(root, name, 0, KEY_READ | KEY_WOW64_64KEY, &key);
    if (error) return error;
    DeleteFileW(path);
    error = RegSaveKeyW(key, path, NULL);
    RegCloseKey(key);
    return error;
}

/* save: a folder; writes the three hives there in the form of the prefix's own files */
static void save_registry(const WCHAR *id, WCHAR **fields, int count)
{
    WCHAR path[MAX_PATH];
    LONG error;
    if (count < 1) { answer(id, ERROR_INVALID_PARAMETER); return; }
    swprintf(path, MAX_PATH, L"%ls\\system.reg", fields[0]);
    error = save_key(HKEY_LOCAL_MACHINE, L"", path);
    swprintf(path, MAX_PATH, L"%ls\\user.reg", fields[0]);
    if (!error) error = save_key(HKEY_CURRENT_USER, L"", path);
    swprintf(path, MAX_PATH, L"%ls\\userdef.reg", fields[0]);
    if (!error) error = save_key(HKEY_USERS, L".Default", path);
    answer(id, error);
}

static void add_area(Writer *writer, const RECT *area)
{
    add_number(writer, area->left);
    add_number(writer, area->top);
    add_number(writer, area->right - area->left);
    add_number(writer, area->bottom - area->top);
}

static BOOL CALLBACK add_child(HWND window, LPARAM argument)
{
    WCHAR text[4096] = L"", class_name[128] = L"";
    Writer *writer = (Writer *)argument;
    RECT area;
    if (!IsWindowVisible(window) || !GetWindowRect(window, &area)) return TRUE;
    GetClassNameW(window, class_name, 128);
    SendMessageTimeoutW(window, WM_GETTEXT, 4096, (LPARAM)text, SMTO_ABORTIFHUNG, 500, NULL);
    add(writer, L"child");
    add(writer, class_name);
    add(writer, text);
    add_area(writer, &area);
    add_number(writer, IsWindowEnabled(window));
    return TRUE;
}

static BOOL CALLBACK add_window(HWND window, LPARAM argument)
{
    WCHAR title[1024] = L"", class_name[128] = L"";
    Writer *writer = (Writer *)argument;
    DWORD process;
    RECT area;
    if (!IsWindowVisible(window) || !GetWindowRect(window, &area) || area.right <= area.left || area.bottom <= area.top) return TRUE;
    GetWindowThreadProcessId(window, &process);
    GetClassNameW(window, class_name, 128);
    GetWindowTextW(window, title, 1024);
    add(writer, L"window");
    add(writer, class_name);
    add(writer, title);
    add_area(writer, &area);
    add_number(writer, process);
    add_number(writer, window == GetForegroundWindow());
    EnumChildWindows(window, add_child, argument);
    return TRUE;
}

/* windows: every visible top-level window, front to back, with what its controls say */
static void list_windows(const WCHAR *id)
{
    Writer writer = { 0 };
    add(&writer, L"ok");
    EnumWindows(add_window, (LPARAM)&writer);
    deliver(id, L"answer", &writer);
}

static void serve(const WCHAR *id, const WCHAR *verb)
{
    WCHAR *fields[MAX_FIELDS];
    int count = read_fields(id, fields);
    if (!wcscmp(verb, L"start")) start(id, fields, count);
    else if (!wcscmp(verb, L"kill")) kill_program(id, fields, count);
    else if (!wcscmp(verb, L"alive")) list_alive(id, fields, count);
    else if (!wcscmp(verb, L"hold")) hold(id, fields, count);
    else if (!wcscmp(verb, L"release")) release(id, fields, count);
    else if (!wcscmp(verb, L"save")) save_registry(id, fields, count);
    else if (!wcscmp(verb, L"windows")) list_windows(id);
    else answer(id, ERROR_INVALID_FUNCTION);
}

static void allow_backup(void)
{
    TOKEN_PRIVILEGES wanted = { 1, { { { 0, 0 }, SE_PRIVILEGE_ENABLED } } };
    HANDLE token;
    if (!OpenProcessToken(GetCurrentProcess(), TOKEN_ADJUST_PRIVILEGES, &token)) return;
    LookupPrivilegeValueW(NULL, L"SeBackupPrivilege", &wanted.Privileges[0].Luid);
    AdjustTokenPrivileges(token, FALSE, &wanted, 0, NULL, NULL);
    CloseHandle(token);
}

/* The argument is the mailbox folder. Ends when standard input does, or at "<id> quit". */
int WINAPI wWinMain(HINSTANCE instance, HINSTANCE previous, WCHAR *arguments, int show)
{
    HANDLE input = GetStdHandle(STD_INPUT_HANDLE);
    Writer ready = { 0 };
    char line[64];
    DWORD got, used = 0;
    (void)instance; (void)previous; (void)show;
    lstrcpynW(mailbox, arguments, MAX_PATH);
    SetHandleInformation(input, HANDLE_FLAG_INHERIT, 0);
    allow_backup();
    GetDesktopWindow(); /* now, so that the desktop's explorer.exe is nobody's child but ours */
    add(&ready, L"ok");
    deliver(L"0", L"answer", &ready);
    while (ReadFile(input, line + used, 1, &got, NULL) && got == 1) {
        if (line[used] != '\n') { if (used < sizeof(line) - 1) used++; continue; }
        line[used] = 0;
        used = 0;
        WCHAR wide[64], *verb;
        MultiByteToWideChar(CP_UTF8, 0, line, -1, wide, 64);
        verb = wcschr(wide, L' ');
        if (!verb) continue;
        *verb++ = 0;
        if (!wcscmp(verb, L"quit")) { answer(wide, 0); break; }
        serve(wide, verb);
    }
    return 0;
}
