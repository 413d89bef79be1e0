import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { CertificateRule } from './context.ts';
import { Refusal } from './refusal.ts';

/**
 * The certificate of the connection must come from the authority for clients and name this account as its common name.
 * The handshake lets every certificate pass, so that the refusal is an answer with a code and not a broken connection.
 *
 * @throws Refusal `R-506`.
 */
export function demandCertificate(rule: CertificateRule, socket: Socket, userId: string): void {
  if (rule === 'none') return;
  const refuse = (detail: string): never => {
    throw new Refusal('R-506', { detail });
  };
  if (!(socket instanceof TLSSocket)) return refuse('expected TLS');
  // Without a certificate node:tls answers an empty object, whatever its type says.
  const { subject } = socket.getPeerCertificate() as Partial<ReturnType<TLSSocket['getPeerCertificate']>>;
  if (subject === undefined) return rule === 'required' ? refuse('expected a client certificate, got none') : undefined;
  if (!socket.authorized) refuse(`expected a valid client certificate, got ${String(socket.authorizationError)}`);
  if (subject.CN !== userId) refuse('expected a client certificate of this account, got another');
}
