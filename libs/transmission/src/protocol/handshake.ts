import { eras } from '@togo/tls-policy';
import * as z from 'zod/mini';

/** `GET /v1/handshake`: no body, no credentials. */
export const handshakePath = '/v1/handshake';

const moment = z.iso.datetime({ offset: true });

/** What the reception system saw of this very connection, and which era it is in. Times are ISO 8601 with an offset. */
export const handshakeAnswer = z.strictObject({
  formatVersion: z.literal(1),
  /** Negotiated TLS version as the server sees it, for example `TLSv1.2`. */
  protocol: z.string().check(z.maxLength(16)),
  /** OpenSSL name of the negotiated cipher. */
  cipher: z.string().check(z.maxLength(64)),
  serverTime: moment,
  era: z.enum(eras),
  /** From this moment on only TLS 1.2; null while no moment is set. */
  cutover: z.nullable(moment),
});

export type HandshakeAnswer = z.infer<typeof handshakeAnswer>;
