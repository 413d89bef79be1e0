#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <shellapi.h>
#include <wchar.h>
#include <wincrypt.h>
#include "install.h"

#define HASH_BYTES 32
#define PORTION_BYTES 65536

/* Of a file from its beginning, as lower-case hexadecimal digits. */
static BOOL hashFile(HANDLE file, WCHAR *digits)
{
    static BYTE portion[PORTION_BYTES];
    BYTE value[HASH_BYTES];
    HCRYPTPROV provider;
    HCRYPTHASH hash;
    DWORD length = sizeof value, read = 1;
    if (!CryptAcquireContextW(&provider, NULL, NULL, PROV_RSA_AES, CRYPT_VERIFYCONTEXT)) return FALSE;
    BOOL done = CryptCreateHash(provider, CALG_SHA_256, 0, 0, &hash);
    if (done) {
        while (done && read > 0) done = ReadFile(file, portion, sizeof portion, &read, NULL) && (read == 0 || CryptHashData(hash, portion, read, 0));
        done = done && CryptGetHashParam(hash, HP_HASHVAL, value, &length, 0) && length == sizeof value;
        CryptDestroyHash(hash);
    }
    CryptReleaseContext(provider, 0);
    for (int i = 0; done && i < HASH_BYTES; i++) {
        digits[2 * i] = L"0123456789abcdef"[value[i] >> 4];
        digits[2 * i + 1] = L"0123456789abcdef"[value[i] & 15];
    }
    digits[2 * HASH_BYTES] = 0;
    return done;
}

static BOOL isPlainProgram(const WCHAR *path)
{
    int length = lstrlenW(path);
    DWORD attributes = GetFileAttributesW(path);
    return length > 7 && path[1] == L':' && path[2] == L'\\' && lstrcmpiW(path + length - 4, L".exe") == 0
        && attributes != INVALID_FILE_ATTRIBUTES && !(attributes & (FILE_ATTRIBUTE_DIRECTORY | FILE_ATTRIBUTE_REPARSE_POINT));
}

static BOOL runAsAdministrator(const WCHAR *path)
{
    SHELLEXECUTEINFOW start = {
        .cbSize = sizeof start, .fMask = SEE_MASK_NOASYNC | SEE_MASK_FLAG_NO_UI, .lpVerb = L"runas", .lpFile = path, .nShow = SW_SHOWNORMAL,
    };
    return ShellExecuteExW(&start);
}

static enum opened openInstaller(const WCHAR *sha256, const WCHAR *path)
{
    WCHAR found[2 * HASH_BYTES + 1];
    if (!isPlainProgram(path)) return NOT_OPENED;
    HANDLE file = CreateFileW(path, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, FILE_FLAG_SEQUENTIAL_SCAN, NULL);
    if (file == INVALID_HANDLE_VALUE) return NOT_OPENED;
    enum opened result = NOT_OPENED;
    if (hashFile(file, found)) result = CompareStringOrdinal(found, -1, sha256, -1, FALSE) != CSTR_EQUAL ? BYTES_DIFFER : runAsAdministrator(path) ? OPENED : NOT_OPENED;
    CloseHandle(file);
    return result;
}

enum opened installAsked(const WCHAR *tail)
{
    if (wcsncmp(tail, L"--install ", 10) != 0) return NOT_ASKED;
    int count = 0;
    WCHAR **words = CommandLineToArgvW(GetCommandLineW(), &count);
    enum opened result = words != NULL && count == 4 ? openInstaller(words[2], words[3]) : NOT_OPENED;
    LocalFree(words);
    return result;
}
