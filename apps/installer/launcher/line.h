/* The small files that say which version and which runtime is current: one short ASCII line, with or without its line end. */
#include <windows.h>

/* Three numbers: 9.1.0 */
BOOL isVersion(const WCHAR *text);
/* 16 hexadecimal digits. */
BOOL isRuntimeId(const WCHAR *text);
/* False when the file cannot be read, is longer than size, or does not fit. */
BOOL readLine(const WCHAR *path, WCHAR *line, int size, BOOL (*fits)(const WCHAR *));
