#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include "line.h"

BOOL isVersion(const WCHAR *text)
{
    for (int part = 0; part < 3; part++) {
        int digits = 0;
        while (*text >= L'0' && *text <= L'9') text++, digits++;
        if (digits < 1 || digits > 5) return FALSE;
        if (part < 2 && *text++ != L'.') return FALSE;
    }
    return *text == 0;
}

BOOL isRuntimeId(const WCHAR *text)
{
    int digits = 0;
    while ((*text >= L'0' && *text <= L'9') || (*text >= L'a' && *text <= L'f')) text++, digits++;
    return digits == 16 && *text == 0;
}

BOOL readLine(const WCHAR *path, WCHAR *line, int size, BOOL (*fits)(const WCHAR *))
{
    char bytes[64];
    DWORD length = 0;
    HANDLE file = CreateFileW(path, GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_DELETE, NULL, OPEN_EXISTING, 0, NULL);
    if (file == INVALID_HANDLE_VALUE) return FALSE;
    BOOL read = ReadFile(file, bytes, sizeof bytes, &length, NULL);
    CloseHandle(file);
    if (read && length > 0 && bytes[length - 1] == '\n') length--;
    if (read && length > 0 && bytes[length - 1] == '\r') length--;
    if (!read || (int)length >= size) return FALSE;
    for (DWORD i = 0; i < length; i++) {
        if (bytes[i] <= 0x20 || bytes[i] > 0x7e) return FALSE;
        line[i] = (WCHAR)bytes[i];
    }
    line[length] = 0;
    return fits(line);
}
