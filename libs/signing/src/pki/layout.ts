/** Where things lie in one development PKI, relative to its folder. Keys are the files that end in `.key.pem`. */
export const layout = {
  marker: 'marker.json',
  codeSigningRoot: 'code-signing/root.crt.pem',
  codeSigningRootKey: 'code-signing/root.key.pem',
  codeSigner: 'code-signing/signer.crt.pem',
  codeSignerKey: 'code-signing/signer.key.pem',
  timestamp: 'code-signing/tsa.crt.pem',
  timestampKey: 'code-signing/tsa.key.pem',
  receptionRoot: 'reception/root.crt.pem',
  receptionRootKey: 'reception/root.key.pem',
  receptionIntermediate: 'reception/intermediate.crt.pem',
  receptionIntermediateKey: 'reception/intermediate.key.pem',
  /** Leaf and intermediate, as the server sends them. */
  receptionChain: 'reception/server.chain.pem',
  receptionServerKey: 'reception/server.key.pem',
  /** The same with an ECDSA key: Internet Explorer 11 on Windows 8.1 has no GCM with RSA. */
  receptionEcdsaChain: 'reception/server-ecdsa.chain.pem',
  receptionEcdsaServerKey: 'reception/server-ecdsa.key.pem',
  receptionRootCrl: 'reception/root.crl.pem',
  receptionIntermediateCrl: 'reception/intermediate.crl.pem',
  /** What clients are given. */
  trust: 'reception/trust.json',
  /** Only its pin is published. A real one would lie in a safe: it is the way out when the intermediate's key is lost. */
  backupKey: 'offline/backup.key.pem',
} as const;

export function isKey(path: string): boolean {
  return path.endsWith('.key.pem');
}
