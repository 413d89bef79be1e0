/*
 * Stands in for node.exe: its "script" says how to behave, one word per line, so that a test can make a good client, a broken one, a slow one.
 * Stands in for the checker too: started with /S its script is the text file beside it, <itself>.txt.
 *
 *   say <text>   one line on stdout      exit <code>     the exit code (default 0)
 *   wait <ms>    stay alive that long    dump <path>     arguments, environment and folder as JSON (UTF-16, so that nothing is lost)
 *   make <path>  an empty file           until <path>    stay alive until there is such a file, a minute at most
 *                                        answer <path>   a copy of that file as the report that /REPORT= asks for
 *   for <word>   what follows counts only where the second argument is that word
 */
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <shellapi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void writeJsonText(FILE *out, const WCHAR *text)
{
    fputc('"', out);
    for (; *text; text++) fprintf(out, "\\u%04x", *text);
    fputc('"', out);
}

static void dump(const char *path)
{
    int count;
    WCHAR folder[MAX_PATH];
    WCHAR **arguments = CommandLineToArgvW(GetCommandLineW(), &count);
    FILE *out = fopen(path, "wb");
    if (out == NULL) return;
    fputs("{\"arguments\":[", out);
    for (int i = 0; i < count; i++) {
        if (i > 0) fputc(',', out);
        writeJsonText(out, arguments[i]);
    }
    fputs("],\"environment\":[", out);
    WCHAR *start = GetEnvironmentStringsW();
    for (WCHAR *entry = start; *entry; entry += lstrlenW(entry) + 1) {
        if (entry != start) fputc(',', out);
        writeJsonText(out, entry);
    }
    GetCurrentDirectoryW(MAX_PATH, folder);
    fputs("],\"folder\":", out);
    writeJsonText(out, folder);
    fputs("}\n", out);
    fclose(out);
}

static void answer(const char *path, int count, WCHAR **arguments)
{
    WCHAR from[MAX_PATH];
    MultiByteToWideChar(CP_UTF8, 0, path, -1, from, MAX_PATH);
    for (int i = 1; i < count; i++)
        if (wcsncmp(arguments[i], L"/REPORT=", 8) == 0) CopyFileW(from, arguments[i] + 8, FALSE);
}

static FILE *openScript(int count, WCHAR **arguments)
{
    WCHAR beside[MAX_PATH + 4];
    if (count < 2) return NULL;
    if (wcscmp(arguments[1], L"/S") != 0) return _wfopen(arguments[1], L"rb");
    GetModuleFileNameW(NULL, beside, MAX_PATH);
    return _wfopen(wcscat(beside, L".txt"), L"rb");
}

static void make(const char *path)
{
    FILE *out = fopen(path, "wb");
    if (out != NULL) fclose(out);
}

static void until(const char *path)
{
    for (int look = 0; look < 1200 && GetFileAttributesA(path) == INVALID_FILE_ATTRIBUTES; look++) Sleep(50);
}

int wmain(int count, WCHAR **arguments)
{
    char line[1024];
    char word[64] = "";
    int exitCode = 0, counts = 1;
    FILE *script = openScript(count, arguments);
    if (script == NULL) return 9;
    if (count > 2) WideCharToMultiByte(CP_UTF8, 0, arguments[2], -1, word, sizeof word, NULL, NULL);
    while (fgets(line, sizeof line, script)) {
        line[strcspn(line, "\r\n")] = 0;
        if (strncmp(line, "for ", 4) == 0) counts = strcmp(line + 4, word) == 0;
        if (!counts) continue;
        if (strncmp(line, "make ", 5) == 0) make(line + 5);
        if (strncmp(line, "until ", 6) == 0) until(line + 6);
        if (strncmp(line, "say ", 4) == 0) puts(line + 4);
        if (strncmp(line, "exit ", 5) == 0) exitCode = atoi(line + 5);
        if (strncmp(line, "dump ", 5) == 0) dump(line + 5);
        if (strncmp(line, "answer ", 7) == 0) answer(line + 7, count, arguments);
        if (strncmp(line, "wait ", 5) == 0) fflush(stdout), Sleep((DWORD)atoi(line + 5));
    }
    return exitCode;
}
