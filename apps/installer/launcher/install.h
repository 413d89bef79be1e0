/*
 * denso.exe --install <SHA-256> <file>: opens a downloaded installer as administrator. From the first look at its bytes until Windows has
 * started it, nobody can write to the file: what was judged is what is started.
 */
#include <windows.h>

enum opened { NOT_ASKED, OPENED, BYTES_DIFFER, NOT_OPENED };

/* tail: the launcher's arguments. The hash is 64 lower-case hexadecimal digits, the path absolute; anything else opens nothing. */
enum opened installAsked(const WCHAR *tail);
