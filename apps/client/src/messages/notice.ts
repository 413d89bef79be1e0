import type { ConnectionCode } from '@togo/tls-policy';
import type { CertificateCode } from './certificates.ts';
import type { EngineCode } from '@togo/transmission';
import type { ReceptionCode } from '@togo/transmission/protocol';
import type { ProxyCode } from './proxy.ts';
import type { SendingCode } from './sending.ts';
import type { UpdateCode } from './update.ts';
import type { Ver8Code } from './ver8.ts';

/** Codes of the client's own, beside the T-1xx of a connection: S-285 to S-296 settings (others of S-2xx are those of `@togo/ie-settings`), I-48x installation, I-49x the screens themselves, U-6xx updates, C-7xx electronic certificates. */
export type ClientCode =
  | CertificateCode
  /** `settings.json` cannot be read, or is not ours. */
  | 'S-285'
  /** `settings.json` could not be written. */
  | 'S-286'
  /** The host name that was typed has no such form. */
  | 'S-287'
  /** The port that was typed is no port. */
  | 'S-288'
  /** Internet Explorer's setting is asked for where there is no Windows. */
  | 'S-289'
  /** Windows did not show its settings. */
  | 'S-295'
  /** IE設定チェックツール did not start. */
  | 'S-296'
  /** `release.json` is missing, broken, or has a TLS range that its version may not have. */
  | 'I-481'
  /** `trust.json` is missing or broken. */
  | 'I-482'
  /** A document of this version (release notes, guide) cannot be read. */
  | 'I-483'
  /** The client already runs but does not answer. */
  | 'I-484'
  /** Windows did not say where the data belongs, or the folder cannot be used. */
  | 'I-485'
  /** The screens were opened without their one-time address. */
  | 'I-491'
  /** No such page. */
  | 'I-492'
  /** The request did not come from one of our own pages. */
  | 'I-493'
  /** The request has a wrong form: method, type or size. */
  | 'I-494'
  /** Our bug. */
  | 'I-499'
  | ProxyCode
  | SendingCode
  | UpdateCode
  | Ver8Code;

export type NoticeCode = ConnectionCode | ClientCode | EngineCode | ReceptionCode;

/** What a facility is told, in the shape of FACILITY-UI: what happened, why, what to do now; the code is for support. */
export interface Notice {
  readonly code: NoticeCode;
  readonly ok: boolean;
  readonly title: string;
  readonly explanation: string;
  readonly next: string;
}

/** The words of a notice; `{name}` is filled in. */
export interface Words {
  readonly title: string;
  readonly explanation: string;
  readonly next: string;
}

/** Replaces every `{name}`; an unknown name stays, so that a test can see it. */
export function fillIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
