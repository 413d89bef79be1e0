/*
 * Stands in for node.exe: its "script" says how to behave, one word per line, so that a test can make a good client, a broken one, a slow one.
 *
 *   say <text>   one line on stdout      exit <code>   the exit code (default 0)
 *   wait <ms>    stay alive that long    dump <path>   arguments, environment and folder as JSON (UTF-16, so that nothing is lost)
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

int wmain(int count, WCHAR **arguments)
{
    char line[1024];
    int exitCode = 0;
    FILE *script = count > 1 ? _wfopen(arguments[1], L"rb") : NULL;
    if (script == NULL) return 9;
    while (fgets(line, sizeof line, script)) {
        line[strcspn(line, "\r\n")] = 0;
        if (strncmp(line, "say ", 4) == 0) puts(line + 4);
        if (strncmp(line, "exit ", 5) == 0) exitCode = atoi(line + 5);
        if (strncmp(line, "dump ", 5) == 0) dump(line + 5);
        if (strncmp(line, "wait ", 5) == 0) fflush(stdout), Sleep((DWORD)atoi(line + 5));
    }
    return exitCode;
}
