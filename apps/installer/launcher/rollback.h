/*
 * denso.exe --rollback: opens the screen that goes back to the previous version, as administrator, and returns at once:
 * the launcher itself is among what is replaced.
 */
#include <windows.h>

/* root: the launcher's own folder, with its last backslash. False when Windows did not start it, or the person said no. */
BOOL openRollback(const WCHAR *root);
