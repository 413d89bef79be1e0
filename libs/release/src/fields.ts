import { tlsVersions } from '@togo/tls-policy';
import * as z from 'zod';
import { columnsOf } from './columns.ts';
import { parseMoment } from './jst.ts';
import { limits } from './limits.ts';
import type { RuleName } from './rule-table.ts';

/** Which named rule a schema stands for, and what it expects. The same words are its description in the JSON Schema. */
export const fieldRules = z.registry<{ rule: RuleName; expected: string }>();

/** Names the rule that a schema stands for. */
export function field<S extends z.ZodType>(rule: RuleName, expected: string, schema: S): S {
  const described = schema.meta({ description: expected });
  fieldRules.add(described, { rule, expected });
  return described;
}

const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
const hostLabel = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';

export const formatVersion = field('format-version', 'formatVersion 1', z.literal(1));
export const version = field('version', 'a version such as 9.1.0', z.string().regex(/^(0|[1-9]\d{0,3})\.(0|[1-9]\d{0,3})\.(0|[1-9]\d{0,3})$/));
export const sha256 = field('sha256', '64 lower-case hexadecimal digits', z.string().regex(/^[0-9a-f]{64}$/));
export const title = field(
  'title',
  `one line of Japanese, at most ${limits.titleColumns} columns`,
  z.string().regex(/^\S([^\p{Cc}]*\S)?$/u).refine((text) => japanese.test(text) && columnsOf(text) <= limits.titleColumns),
);
export const moment = field(
  'moment',
  'a real moment in JST with its offset, such as "2021-04-19T10:00:00+09:00"',
  z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+09:00$/).refine((text) => parseMoment(text) !== undefined),
);

const productName = field(
  'product-name',
  `a Japanese name of at most ${limits.productNameColumns} columns without \\ / : * ? " < > |`,
  z.string().regex(/^[^\s\\/:*?"<>|.]([^\p{Cc}\\/:*?"<>|]*[^\s\\/:*?"<>|.])?$/u).refine((text) => japanese.test(text) && columnsOf(text) <= limits.productNameColumns),
);
export const productNames = z.strictObject({ installer: productName, client: productName, checker: productName });

export const tls = z.strictObject({
  min: field('tls-version', `one of ${tlsVersions.join(', ')}`, z.enum(tlsVersions)),
  max: field('tls-ceiling', 'TLSv1.2', z.literal('TLSv1.2')),
});

export const os = field(
  'os',
  'windows-8.1, windows-10 or both, each once',
  z.array(z.enum(['windows-8.1', 'windows-10'])).min(1).refine((names) => new Set(names).size === names.length),
);

export const runtime = z.strictObject({
  node: version,
  arch: field('runtime-arch', 'ia32', z.literal('ia32')),
  sha256,
});

/** Any host name: a laboratory may be called `localhost`. */
export const hostName = z.string().max(253).regex(new RegExp(`^(${hostLabel}\\.)*${hostLabel}$`));
/** A host name of the public kind: at least two labels, the last one no number. */
export const publicHostName = field(
  'reception-host',
  'a host name in lower case with a domain, such as denso.kaigo.example',
  z.string().max(253).regex(new RegExp(`^(${hostLabel}\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$`)),
);
export const port = field('reception-port', 'a whole number from 1 to 65535', z.int().min(1).max(65535));
export const probePath = field('probe-path', 'an absolute path such as /v1/handshake', z.string().regex(/^(\/[A-Za-z0-9_-]+)+$/));
