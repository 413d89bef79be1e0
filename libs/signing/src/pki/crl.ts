import forge from 'node-forge';
import { fields, signature, unixLines, type Issuer, type Validity } from './certificate.ts';
import { keyIdentifier } from './public-key.ts';

export interface Revocation {
  /** Serial number, hexadecimal. */
  readonly serialNumber: string;
  readonly at: Date;
}

const { Class, Type, create, oidToDer } = forge.asn1;
const sha256WithRsa = '1.2.840.113549.1.1.11';
const authorityKeyIdentifierOid = '2.5.29.35';
const crlNumberOid = '2.5.29.20';

/**
 * Makes a v2 certificate revocation list (RFC 5280 §5). node-forge knows no CRLs, so the structure is written out here.
 *
 * @param validity thisUpdate and nextUpdate. Clients refuse every certificate of this issuer after nextUpdate.
 */
export function makeCrl(issuer: Issuer, validity: Validity, revoked: readonly Revocation[], crlNumber: number): string {
  const tbs = sequence(
    integer('01'),
    algorithm(),
    forge.pki.distinguishedNameToAsn1({ attributes: fields(issuer.name) }),
    time(validity.notBefore),
    time(validity.notAfter),
    ...(revoked.length === 0 ? [] : [sequence(...revoked.map(({ serialNumber, at }) => sequence(integer(serialNumber), time(at))))]),
    explicit0(
      sequence(
        extension(authorityKeyIdentifierOid, sequence(create(Class.CONTEXT_SPECIFIC, 0, false, keyIdentifier(issuer.keys.publicKey).toString('latin1')))),
        extension(crlNumberOid, integer(crlNumber.toString(16))),
      ),
    ),
  );
  const list = sequence(tbs, algorithm(), primitive(Type.BITSTRING, `\0${signature(tbs, issuer)}`));
  return unixLines(forge.pem.encode({ type: 'X509 CRL', body: forge.asn1.toDer(list).getBytes() }));
}

function sequence(...values: forge.asn1.Asn1[]): forge.asn1.Asn1 {
  return create(Class.UNIVERSAL, Type.SEQUENCE, true, values);
}

function explicit0(value: forge.asn1.Asn1): forge.asn1.Asn1 {
  return create(Class.CONTEXT_SPECIFIC, 0, true, [value]);
}

function primitive(type: forge.asn1.Type, bytes: string): forge.asn1.Asn1 {
  return create(Class.UNIVERSAL, type, false, bytes);
}

/** A positive INTEGER from hexadecimal digits. */
function integer(hex: string): forge.asn1.Asn1 {
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  const bytes = forge.util.hexToBytes(even);
  return primitive(Type.INTEGER, bytes.charCodeAt(0) >= 0x80 ? `\0${bytes}` : bytes);
}

function algorithm(): forge.asn1.Asn1 {
  return sequence(primitive(Type.OID, oidToDer(sha256WithRsa).getBytes()), primitive(Type.NULL, ''));
}

function extension(oid: string, value: forge.asn1.Asn1): forge.asn1.Asn1 {
  return sequence(primitive(Type.OID, oidToDer(oid).getBytes()), primitive(Type.OCTETSTRING, forge.asn1.toDer(value).getBytes()));
}

/** UTCTime up to 2049, GeneralizedTime after it (RFC 5280 §5.1.2.4). */
function time(at: Date): forge.asn1.Asn1 {
  if (at.getUTCFullYear() < 2050) return primitive(Type.UTCTIME, forge.asn1.dateToUtcTime(at));
  return primitive(Type.GENERALIZEDTIME, forge.asn1.dateToGeneralizedTime(at));
}
