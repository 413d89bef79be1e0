#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <shellapi.h>
#include <shlobj.h>
#include "rollback.h"

#define PATH_CHARS 1024

/* Only administrators write below Program Files: nothing from elsewhere may ask for their rights in our name. */
static BOOL isBelowProgramFiles(const WCHAR *path)
{
    WCHAR folder[MAX_PATH];
    if (SHGetFolderPathW(NULL, CSIDL_PROGRAM_FILES, NULL, SHGFP_TYPE_CURRENT, folder) != S_OK) return FALSE;
    int length = lstrlenW(folder);
    return lstrlenW(path) > length && CompareStringOrdinal(path, length, folder, length, TRUE) == CSTR_EQUAL && path[length] == L'\\';
}

BOOL openRollback(const WCHAR *root)
{
    WCHAR program[PATH_CHARS], arguments[PATH_CHARS];
    int length = lstrlenW(root);
    if (!isBelowProgramFiles(root) || length + 32 > PATH_CHARS) return FALSE;
    lstrcatW(lstrcpyW(program, root), L"uninstall.exe");
    /* In place: without it NSIS goes on in a copy in the temporary folder. It comes last and takes no quotes; the folder without its backslash. */
    lstrcatW(lstrcpyW(arguments, L"/ROLLBACK _?="), root);
    arguments[lstrlenW(arguments) - 1] = 0;
    DWORD attributes = GetFileAttributesW(program);
    if (attributes == INVALID_FILE_ATTRIBUTES || (attributes & (FILE_ATTRIBUTE_DIRECTORY | FILE_ATTRIBUTE_REPARSE_POINT))) return FALSE;
    SHELLEXECUTEINFOW start = {
        .cbSize = sizeof start, .fMask = SEE_MASK_NOASYNC | SEE_MASK_FLAG_NO_UI, .lpVerb = L"runas",
        .lpFile = program, .lpParameters = arguments, .lpDirectory = root, .nShow = SW_SHOWNORMAL,
    };
    return ShellExecuteExW(&start);
}
