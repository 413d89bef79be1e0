import { fileURLToPath } from 'node:url';
import { directoryOrigin } from './directory/directory-origin.ts';
import { OriginError } from './errors.ts';
import { keyParts } from './key.ts';
import type { Origin } from './origin.ts';
import { s3Origin } from './s3/s3-origin.ts';

/**
 * An origin by its address: `file:///srv/origin` or `s3://bucket/prefix?endpoint=https://…&region=…`.
 * Credentials never are part of it: they are found as all AWS tools find them.
 *
 * @throws OriginError `bad-address`
 */
export function openOrigin(address: string): Origin {
  const url = URL.parse(address);
  if (url?.protocol === 'file:') return directoryOrigin(folderOf(url, address));
  if (url?.protocol === 's3:') return bucketOf(url);
  throw badAddress(`${JSON.stringify(address)} is not the address of an origin`);
}

function folderOf(url: URL, address: string): string {
  if (url.host !== '' || url.search !== '' || url.hash !== '') throw badAddress(`${JSON.stringify(address)} names more than a folder of this machine`);
  return fileURLToPath(url);
}

function bucketOf(url: URL): Origin {
  // The address is not repeated in the message: it holds a secret.
  if (url.username !== '' || url.password !== '') throw badAddress('the address of an origin must not hold credentials');
  if (url.hostname === '' || url.port !== '' || url.hash !== '') throw badAddress(`${url.href} does not name a bucket`);
  const { endpoint, region, ...others } = Object.fromEntries(url.searchParams);
  const surplus = Object.keys(others);
  if (surplus.length > 0) throw badAddress(`the address of an origin has endpoint and region, and nothing like ${surplus.join(', ')}`);
  if (endpoint !== undefined && !isEndpoint(endpoint)) {
    throw badAddress('the endpoint of an origin should be https://host or http://host:port, without path and credentials');
  }
  const prefix = decodeURIComponent(url.pathname).replace(/^\/|\/$/g, '');
  if (prefix !== '') keyParts(prefix);
  return s3Origin({
    bucket: url.hostname,
    ...(prefix === '' ? {} : { prefix }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(region === undefined ? {} : { region }),
  });
}

function isEndpoint(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && ['https:', 'http:'].includes(url.protocol) && `${url.pathname}${url.search}${url.hash}${url.username}${url.password}` === '/';
}

function badAddress(message: string): OriginError {
  return new OriginError('bad-address', message, { hint: 'Expected file:///folder or s3://bucket/prefix?endpoint=https://host&region=name.' });
}
