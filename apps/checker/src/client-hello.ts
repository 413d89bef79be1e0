/**
 * Parts of a TLS 1.2 ClientHello as hexadecimal text (RFC 5246 §7.4.1.2). The exe puts the host name in and sends it over plain TCP:
 * what the server answers does not depend on any setting of the PC, so it tells the server's fault from the PC's.
 */

/** Cipher suites of Windows 8.1 with KB2919355 (ie-settings §2): ECDHE_RSA only with CBC. */
const windows81 = [
  0xc028, 0xc027, 0xc014, 0xc013, 0x009f, 0x009e, 0x0039, 0x0033, 0x009d, 0x009c, 0x003d, 0x003c, 0x0035, 0x002f, 0xc02c, 0xc02b, 0xc024, 0xc023, 0xc00a,
  0xc009, 0x006a, 0x0040, 0x0038, 0x0032, 0x000a,
];

/** What Windows 10 has besides: ECDHE_RSA with GCM. */
const windows10Adds = [0xc030, 0xc02f];

const extensions: Readonly<Record<string, string>> = {
  supportedGroups: '000a0008' + '0006' + '001700180019',
  pointFormats: '000b0002' + '0100',
  signatureAlgorithms: '000d0018' + '0016' + '0401' + '0501' + '0601' + '0403' + '0503' + '0603' + '0804' + '0805' + '0806' + '0201' + '0203',
  renegotiation: 'ff010001' + '00',
};

export const helloOfWindows10 = cipherList([...windows10Adds, ...windows81]);
export const helloOfWindows81 = cipherList(windows81);
/** Every extension but the server name. */
export const helloExtensions = Object.values(extensions).join('');

function cipherList(suites: readonly number[]): string {
  return [suites.length * 2, ...suites].map((number) => number.toString(16).padStart(4, '0')).join('');
}
