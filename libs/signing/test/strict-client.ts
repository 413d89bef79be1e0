import { checkServerIdentity, connect, createServer, type DetailedPeerCertificate, type PeerCertificate, type TlsOptions } from 'node:tls';
import type { AddressInfo } from 'node:net';
import { clientProfile, judgeCertificate, pinnedRange, readChainFacts, serverProfile, type Trust } from '@togo/tls-policy';

export interface TestServer {
  readonly port: number;
  close(): Promise<void>;
}

/** A TLS 1.2 server on 127.0.0.1 that shows this certificate. */
export async function startTlsServer(certificate: { readonly chainPem: string; readonly keyPem: string }, options: TlsOptions = {}): Promise<TestServer> {
  const server = createServer({ ...serverProfile('tls1.2'), ...options, cert: certificate.chainPem, key: certificate.keyPem }, (socket) => {
    socket.on('error', () => undefined).end('hello');
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** Connects as strictly as the policy allows. @returns the protocol, or the reason of the refusal. */
export async function connectStrictly(port: number, host: string, trust: Trust): Promise<string> {
  return await new Promise((resolve) => {
    const socket = connect({
      ...clientProfile(pinnedRange),
      host: '127.0.0.1',
      port,
      servername: host,
      ca: [...trust.ca, ...(trust.intermediates ?? [])],
      crl: [...trust.crl],
      checkServerIdentity: (_, certificate) => checkServerIdentity(host, certificate) ?? judge(certificate, host, trust),
    });
    socket.on('secureConnect', () => {
      resolve(socket.getProtocol() ?? 'no protocol');
      socket.destroy();
    });
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}

function judge(certificate: PeerCertificate, host: string, trust: Trust): Error | undefined {
  const chain: Buffer[] = [];
  // Node links the chain by issuerCertificate; the root is its own issuer.
  for (let at = certificate as DetailedPeerCertificate; !chain.some((der) => der.equals(at.raw)); at = at.issuerCertificate) chain.push(at.raw);
  const verdict = judgeCertificate(readChainFacts(chain), host, trust.pins);
  return verdict.ok ? undefined : new Error(verdict.fault);
}
