/*
 * Stands in for Windows' rstrtmgr.dll, which Wine does not carry out: answers as the real one would when three programs hold a file. The shapes are
 * those of restartmanager.h; what it was asked about goes into C:\asked-about.txt.
 */
#define UNICODE
#include <windows.h>
#include <restartmanager.h>
#include <stdio.h>

static const WCHAR *const names[] = { L"Microsoft Excel", L"とても長い名前のウイルス対策ソフトの見張り番", L"メモ帳" };

DWORD WINAPI RmStartSession(DWORD *session, DWORD flags, WCHAR key[])
{
    lstrcpyW(key, L"0123456789abcdef0123456789abcdef");
    *session = 7;
    return flags == 0 ? ERROR_SUCCESS : ERROR_BAD_ARGUMENTS;
}

DWORD WINAPI RmRegisterResources(DWORD session, UINT files, LPCWSTR paths[], UINT processes, RM_UNIQUE_PROCESS list[], UINT services, LPCWSTR serviceNames[])
{
    FILE *out = fopen("C:\\asked-about.txt", "wb");
    (void)list, (void)serviceNames;
    if (out == NULL || session != 7 || files != 1 || processes != 0 || services != 0) return ERROR_BAD_ARGUMENTS;
    fwprintf(out, L"%ls", paths[0]);
    fclose(out);
    return ERROR_SUCCESS;
}

DWORD WINAPI RmGetList(DWORD session, UINT *needed, UINT *count, RM_PROCESS_INFO info[], DWORD *reasons)
{
    if (session != 7 || *count < 3) return ERROR_MORE_DATA;
    ZeroMemory(info, *count * sizeof *info);
    for (int i = 0; i < 3; i++) lstrcpyW(info[i].strAppName, names[i]);
    *needed = *count = 3;
    *reasons = RmRebootReasonNone;
    return ERROR_SUCCESS;
}

DWORD WINAPI RmEndSession(DWORD session)
{
    return session == 7 ? ERROR_SUCCESS : ERROR_BAD_ARGUMENTS;
}
