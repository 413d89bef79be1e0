/* set-key-access.exe <key below HKEY_CURRENT_USER> <SDDL>: who may do what with a key of the registry. Exit code: the Win32 error. */
#include <windows.h>
#include <sddl.h>

int wmain(int argc, wchar_t **argv)
{
    HKEY key;
    PSECURITY_DESCRIPTOR access;
    LONG error;

    if (argc != 3 || !ConvertStringSecurityDescriptorToSecurityDescriptorW(argv[2], SDDL_REVISION_1, &access, NULL))
        return ERROR_INVALID_PARAMETER;
    error = RegOpenKeyExW(HKEY_CURRENT_USER, argv[1], 0, WRITE_DAC, &key);
    if (error == ERROR_SUCCESS)
        error = RegSetKeySecurity(key, DACL_SECURITY_INFORMATION, access);
    return error;
}
