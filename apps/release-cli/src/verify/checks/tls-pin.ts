import { assertRangeAllowed, pinnedRange, tlsVersions } from '@togo/tls-policy';
import { ask, differing, type ReleaseCheck } from '../check.ts';
import { readFromLayer, type Subject } from '../subject.ts';

/**
 * What the text of client.mjs says wherever it sets up TLS. esbuild keeps names, so each can be found.
 * `values`: all that may stand in the place of the group, each at least once.
 */
const rules: readonly { readonly what: string; readonly pattern: RegExp; readonly values: readonly string[] }[] = [
  { what: 'the pinned range', pattern: /\bpinnedRange ?= ?(\{[^}]*\})/g, values: [`{min:"${pinnedRange.min}",max:"${pinnedRange.max}"}`] },
  { what: 'minVersion', pattern: /\bminVersion:([^,}]*)/g, values: ['range.min'] },
  { what: 'maxVersion', pattern: /\bmaxVersion:([^,}]*)/g, values: ['range.max'] },
  { what: 'rejectUnauthorized', pattern: /\brejectUnauthorized:([^,}]*)/g, values: ['!0'] },
  { what: 'a TLS version', pattern: /["'`](TLSv[\d.]+)["'`]/g, values: tlsVersions },
];

/** Ways around the range: none of them may appear. */
const forbidden = [/\bsecureProtocol:/, /\b(?:TLSv1_\d_method|SSLv\d+_method)\b/, /\bNODE_TLS_REJECT_UNAUTHORIZED\b/, /\bDEFAULT_M(?:IN|AX)_VERSION\b/];

/** The client can speak exactly the versions of TLS that the release may. */
export function checkTlsPin(subject: Subject): Promise<ReleaseCheck> {
  const { manifest, written } = subject;
  const { min, max } = written.release.tls;
  const expected = `client.mjs of ${manifest.version} with ${min} to ${max} and no way around it`;
  return ask('tls-pin', expected, `${manifest.tls.min} to ${manifest.tls.max}`, async () => {
    assertRangeAllowed(manifest.version, manifest.tls);
    const code = (await readFromLayer(subject, 'client', 'client.mjs')).toString('utf8');
    return [
      ...differing('release.json: tls.min', min, manifest.tls.min),
      ...differing('release.json: tls.max', max, manifest.tls.max),
      ...differing('bundled as', manifest.version, /\bbundledVersion ?= ?"([^"]*)"/.exec(code)?.[1]),
      ...judgePin(code),
    ];
  });
}

/** @param code the text of client.mjs. */
export function judgePin(code: string): string[] {
  const departures = rules.flatMap(({ what, pattern, values }) => {
    const found = new Set([...code.matchAll(pattern)].map(([, value = '']) => value));
    return [
      ...[...found].filter((value) => !values.includes(value)).map((value) => `${what} is ${value}`),
      ...values.filter((value) => !found.has(value)).map((value) => `${what} is nowhere ${value}`),
    ];
  });
  return [...departures, ...forbidden.filter((pattern) => pattern.test(code)).map((pattern) => `it has ${pattern.exec(code)?.[0]}`)];
}
