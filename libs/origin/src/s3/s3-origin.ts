import type { Readable } from 'node:stream';
import { GetObjectCommand, HeadBucketCommand, HeadObjectCommand, PutObjectCommand, type PutObjectCommandInput } from '@aws-sdk/client-s3';
import { OriginError } from '../errors.ts';
import { keyParts } from '../key.ts';
import { originLimits, s3Timing, type S3Timing } from '../limits.ts';
import type { Content, ImmutableHeaders, Origin, PointerHeaders, Stored } from '../origin.ts';
import { demandAtMost, demandReadBack, demandSame } from '../refusals.ts';
import { digestsOf, openSource, type Source } from '../source.ts';
import { s3Client, type S3Place } from './client.ts';
import { createsIfAbsent } from './creates-if-absent.ts';
import { explainFailure, failureOf, isAbsent, isTaken } from './failure.ts';
import { persist } from './persist.ts';
import { readBounded } from './read-bounded.ts';

const probeKey = 'probe/creates-if-absent.txt';

/** An origin in a bucket: what AWS, Ceph, Swift and the like have in common (docs/decisions/0019-origin.md). */
export function s3Origin(place: S3Place, timing: S3Timing = s3Timing): Origin {
  const { bucket, prefix, endpoint } = place;
  const name = `s3://${bucket}${prefix === undefined ? '' : `/${prefix}`}${endpoint === undefined ? '' : ` at ${endpoint}`}`;
  const client = s3Client(place, timing);
  const bucketExists = once(() => persist(timing, () => client.send(new HeadBucketCommand({ Bucket: bucket }))));
  const isConditional = once(() => persist(timing, () => createsIfAbsent(client, bucket, fullKey(probeKey))));

  function fullKey(key: string): string {
    const full = prefix === undefined ? key : `${prefix}/${key}`;
    keyParts(full);
    return full;
  }

  /** Bytes that a time limit or `maxBytes` can be held against. */
  function lengthOf(key: string, length: number | undefined): number {
    if (length !== undefined) return length;
    throw new OriginError('unclear', `${name}: the store does not say how large ${key} is`, {
      hint: 'Check that the address of the origin leads to an S3 store.',
    });
  }

  const timeFor = (bytes: number): number => timing.answerTimeoutMs + Math.ceil((bytes / timing.slowestBytesPerSecond) * 1000);

  /** Undefined only for an answered 404, in a bucket that is known to exist: without it, HEAD answers 404 too. */
  async function unlessAbsent<T>(act: () => Promise<T>): Promise<T | undefined> {
    await bucketExists();
    return await persist(timing, async () => {
      try {
        return await act();
      } catch (error) {
        if (isAbsent(failureOf(error))) return undefined;
        throw error;
      }
    });
  }

  const head = (key: string): Promise<Stored | undefined> =>
    unlessAbsent(async () => {
      const { ContentLength, Metadata } = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: fullKey(key) }));
      const noted = Metadata?.['sha256'];
      return { bytes: lengthOf(key, ContentLength), ...(noted !== undefined && /^[0-9a-f]{64}$/.test(noted) ? { sha256: noted } : {}) };
    });

  async function open(key: string): Promise<{ body: Readable; bytes: number; signal: AbortSignal }> {
    const { Body, ContentLength } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: fullKey(key) }));
    const body = Body as Readable;
    if (ContentLength === undefined) body.destroy();
    const bytes = lengthOf(key, ContentLength);
    return { body, bytes, signal: AbortSignal.timeout(timeFor(bytes)) };
  }

  const read = (key: string, maxBytes: number): Promise<Uint8Array | undefined> =>
    unlessAbsent(async () => {
      const { body, bytes, signal } = await open(key);
      try {
        demandAtMost(maxBytes, bytes, name, key);
        return await readBounded(body, signal);
      } finally {
        body.destroy();
      }
    });

  /** Of an object that somebody else has copied here, without our note. */
  const hashOf = (key: string): Promise<string | undefined> =>
    unlessAbsent(async () => {
      const { body, signal } = await open(key);
      return (await digestsOf(body, signal)).sha256;
    });

  /** @returns false when the store refused because something lies there. Each attempt sends the bytes anew: the SDK cannot repeat a stream. */
  const put = (key: string, source: Source, headers: Partial<PutObjectCommandInput>): Promise<boolean> =>
    persist(timing, async () => {
      const body = source.open();
      const request = new PutObjectCommand({ Bucket: bucket, Key: fullKey(key), Body: body, ContentLength: source.bytes, ...headers });
      try {
        await client.send(request, { requestTimeout: timeFor(source.bytes) });
        return true;
      } catch (error) {
        if (headers.IfNoneMatch !== undefined && isTaken(failureOf(error))) return false;
        throw error;
      } finally {
        body.destroy();
      }
    });

  async function putImmutable(key: string, content: Content, { contentType }: ImmutableHeaders): Promise<'written' | 'present'> {
    const source = await openSource(content);
    demandAtMost(originLimits.singlePutBytes, source.bytes, name, key);
    const digests = await digestsOf(source.open());
    if (await isThere(key, digests.sha256)) return 'present';
    const isNew = await put(key, source, {
      ContentType: contentType,
      CacheControl: 'public, max-age=31536000, immutable',
      ContentMD5: digests.md5,
      Metadata: { sha256: digests.sha256 },
      ...((await isConditional()) ? { IfNoneMatch: '*' } : {}),
    });
    // Refused may mean that our own first attempt arrived after all, accepted that another publisher was quicker: what lies there decides.
    if (await isThere(key, digests.sha256)) return isNew ? 'written' : 'present';
    throw new OriginError('unclear', `${name}: ${key} was accepted and is not there`, {
      hint: 'Repeat the same command; if that does not help, the store loses objects.',
    });
  }

  async function isThere(key: string, ours: string): Promise<boolean> {
    const stored = await head(key);
    const there = stored && (stored.sha256 ?? (await hashOf(key)));
    if (there === undefined) return false;
    demandSame(name, key, there, ours);
    return true;
  }

  async function putPointer(key: string, bytes: Uint8Array, { contentType, maxAgeSeconds }: PointerHeaders): Promise<void> {
    await bucketExists();
    const source = await openSource({ bytes });
    const digests = await digestsOf(source.open());
    const headers = {
      ContentType: contentType,
      CacheControl: `public, max-age=${maxAgeSeconds}, must-revalidate`,
      ContentMD5: digests.md5,
      Metadata: { sha256: digests.sha256 },
    };
    await put(key, source, headers);
    demandReadBack(name, key, await hashOf(key), digests.sha256);
  }

  const explained = async <T>(key: string, doing: 'reading' | 'writing', act: () => Promise<T>): Promise<T> => {
    keyParts(key);
    try {
      return await act();
    } catch (error) {
      throw explainFailure(error, name, key, doing);
    }
  };

  return {
    name,
    head: (key) => explained(key, 'reading', () => head(key)),
    read: (key, maxBytes) => explained(key, 'reading', () => read(key, maxBytes)),
    putImmutable: (key, content, headers) => explained(key, 'writing', () => putImmutable(key, content, headers)),
    putPointer: (key, bytes, headers) => explained(key, 'writing', () => putPointer(key, bytes, headers)),
  };
}

/** Asks once and keeps the answer; a failure is not kept. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () =>
    (answer ??= ask().catch((error: unknown) => {
      answer = undefined;
      throw error;
    }));
}
