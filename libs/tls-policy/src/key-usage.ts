/** OID 2.5.29.15, keyUsage, as DER. */
const keyUsageOid = Uint8Array.of(0x06, 0x03, 0x55, 0x1d, 0x0f);
const digitalSignatureBit = 0x80;

/**
 * Whether a certificate's key may sign a key exchange, which is what it does in every cipher of the pin (RFC 5280 §4.2.1.3).
 * OpenSSL does not look for it in TLS 1.2, and node:crypto does not show the extension. No extension means no limit.
 *
 * @param der a certificate that node:crypto has already parsed, so its DER is well formed.
 */
export function allowsDigitalSignature(der: Uint8Array): boolean {
  const oid = Buffer.from(der).indexOf(keyUsageOid);
  if (oid < 0) return true;
  // SEQUENCE { OID, BOOLEAN critical OPTIONAL, OCTET STRING { BIT STRING { unused bits, bits } } }
  const afterOid = oid + keyUsageOid.length;
  const octets = der[afterOid] === 0x01 ? afterOid + 3 : afterOid;
  const [tag, , bitString, , , bits] = der.subarray(octets, octets + 6);
  return tag === 0x04 && bitString === 0x03 && bits !== undefined && (bits & digitalSignatureBit) !== 0;
}
