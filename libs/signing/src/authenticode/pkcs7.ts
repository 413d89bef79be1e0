import { X509Certificate } from 'node:crypto';
import { derChildren, derOid, derTag, readDer, unreadable, type DerValue } from './der.ts';

/** What a signature says about itself. Read, not verified: osslsigncode verifies. */
export interface SignatureFacts {
  /** The certificate that the one SignerInfo names by issuer and serial number. */
  readonly signer: X509Certificate;
  /** Object identifiers of the attributes outside the signed part, where bytes could be hidden. */
  readonly unauthenticated: readonly string[];
}

const signedData = '1.2.840.113549.1.7.2';
/** Version, digest algorithms, content, certificates, signers. */
const signedDataParts = 5;

/**
 * Reads a PKCS#7 SignedData (RFC 2315 §9) as Authenticode uses it: exactly one signer.
 *
 * @throws CodedError `SIGNATURE_UNREADABLE`.
 */
export function readPkcs7(bytes: Uint8Array): SignatureFacts {
  const contentInfo = readDer(bytes, 0, bytes.length);
  const [type, content] = derChildren(bytes, contentInfo);
  if (type === undefined || content === undefined || derOid(bytes, type) !== signedData) throw unreadable('it is no PKCS#7 SignedData');
  const parts = derChildren(bytes, only(bytes, content, 'SignedData'));
  const certificates = parts.find((part) => part.tag === derTag.context0);
  const signers = parts.at(-1);
  if (certificates === undefined || signers?.tag !== derTag.set) throw unreadable('it has no certificates or no signers');
  // Authenticode has no use for the optional revocation lists, and no signature covers them.
  if (parts.length !== signedDataParts) throw unreadable(`it has ${parts.length} parts where ${signedDataParts} belong`);
  const signerInfo = derChildren(bytes, only(bytes, signers, 'signer'));
  const identity = signerInfo[1];
  if (identity?.tag !== derTag.sequence) throw unreadable('the signer is not named by issuer and serial number');
  return {
    signer: findCertificate(bytes, certificates, identity),
    unauthenticated: signerInfo
      .filter((part) => part.tag === derTag.context1)
      .flatMap((set) => derChildren(bytes, set))
      .map((attribute) => attributeName(bytes, attribute)),
  };
}

function attributeName(bytes: Uint8Array, attribute: DerValue): string {
  const [name, values] = derChildren(bytes, attribute);
  if (name === undefined || values === undefined) throw unreadable('an attribute has no name or no value');
  const count = derChildren(bytes, values).length;
  return count === 1 ? derOid(bytes, name) : `${derOid(bytes, name)} with ${count} values`;
}

function only(bytes: Uint8Array, parent: DerValue, what: string): DerValue {
  const children = derChildren(bytes, parent);
  const [child] = children;
  if (child === undefined || children.length !== 1) throw unreadable(`it has ${children.length} values where one ${what} belongs`);
  return child;
}

/** The one certificate with this issuer and serial number. Microsoft's signer lists its own certificate twice; two different ones would be a trick. */
function findCertificate(bytes: Uint8Array, certificates: DerValue, identity: DerValue): X509Certificate {
  const wanted = Buffer.from(bytes.subarray(identity.body, identity.end));
  const found = new Map(
    derChildren(bytes, certificates)
      .filter((certificate) => issuerAndSerial(bytes, certificate).equals(wanted))
      .map((certificate) => Buffer.from(bytes.subarray(certificate.start, certificate.end)))
      .map((der) => [der.toString('base64'), der]),
  );
  const [der] = found.values();
  if (der === undefined || found.size !== 1) throw unreadable(`${found.size} certificates match the signer`);
  try {
    return new X509Certificate(der);
  } catch (cause) {
    throw unreadable("the signer's certificate is damaged", cause);
  }
}

/** Issuer and serial number of a certificate in the order in which a SignerInfo writes them (RFC 5280 §4.1, RFC 2315 §6.7). */
function issuerAndSerial(bytes: Uint8Array, certificate: DerValue): Buffer {
  const [tbs] = derChildren(bytes, certificate);
  if (tbs === undefined) throw unreadable('a certificate is empty');
  const fields = derChildren(bytes, tbs);
  const [serial, , issuer] = fields[0]?.tag === derTag.context0 ? fields.slice(1) : fields;
  if (serial === undefined || issuer === undefined) throw unreadable('a certificate has no issuer or serial number');
  return Buffer.concat([bytes.subarray(issuer.start, issuer.end), bytes.subarray(serial.start, serial.end)]);
}
