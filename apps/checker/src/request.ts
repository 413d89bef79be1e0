import { readFile } from 'node:fs/promises';
import { CodedError } from '@togo/foundation';
import type { CheckerBuildCode } from './errors.ts';

/** What the release pipeline asks for: `node apps/checker/src/build.ts <request.json>`. */
export interface BuildRequest {
  readonly formatVersion: 1;
  readonly version: string;
  readonly productName: string;
  readonly reception: {
    readonly host: string;
    readonly port: number;
    readonly probePath: string;
  };
  /** Unix seconds: the day that the PC's clock cannot be before. */
  readonly sourceDate: number;
  readonly makensis: { readonly exe: string; readonly nsisDir: string; readonly version: string };
  /** Where the exe goes. */
  readonly out: string;
  /** A scratch folder. */
  readonly work: string;
}

type Check = readonly [path: string, expected: string, fits: (value: unknown) => boolean];

const isLine = (value: unknown): boolean => typeof value === 'string' && value !== '' && !/\p{Cc}/u.test(value);
const matches = (pattern: RegExp) => (value: unknown): boolean => typeof value === 'string' && pattern.test(value);
const isWhole = (min: number, max: number) => (value: unknown): boolean => Number.isInteger(value) && (value as number) >= min && (value as number) <= max;
const absolutePath = matches(/^\/[^\0\r\n]*$/);

const checks: readonly Check[] = [
  ['formatVersion', '1', (value) => value === 1],
  ['version', 'a version like 9.1.0', matches(/^\d{1,5}\.\d{1,5}\.\d{1,5}$/)],
  ['productName', 'one line of text', isLine],
  ['reception.host', 'a host name', matches(/^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/)],
  ['reception.port', 'a port from 1 to 65535', isWhole(1, 65_535)],
  ['reception.probePath', 'a path like /v1/handshake', matches(/^\/[A-Za-z0-9._~/-]*$/)],
  ['sourceDate', 'whole seconds since 1970', isWhole(0, 4_000_000_000)],
  ['makensis.exe', 'an absolute path', absolutePath],
  ['makensis.nsisDir', 'an absolute path', absolutePath],
  ['makensis.version', 'one line of text', isLine],
  ['out', 'an absolute path', absolutePath],
  ['work', 'an absolute path', absolutePath],
];

/** @throws CodedError `REQUEST_INVALID` naming every fault. */
export async function readRequest(path: string): Promise<BuildRequest> {
  let request: unknown;
  try {
    request = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw refused(path, [error instanceof Error ? error.message : String(error)]);
  }
  const faults = checks.flatMap(([field, expected, fits]) => {
    const value = valueAt(request, field);
    return fits(value) ? [] : [`${field}: expected ${expected}, got ${value === undefined ? 'nothing' : JSON.stringify(value)}`];
  });
  if (faults.length > 0) throw refused(path, faults);
  return request as BuildRequest;
}

function valueAt(document: unknown, field: string): unknown {
  const step = (value: unknown, key: string): unknown => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined);
  return field.split('.').reduce(step, document);
}

function refused(path: string, faults: readonly string[]): CodedError<CheckerBuildCode> {
  return new CodedError('REQUEST_INVALID', `${path} is no usable build request:\n${faults.map((fault) => `- ${fault}`).join('\n')}`, {
    hint: 'Correct the fields named above and run the build again.',
  });
}
