import { S3Client } from '@aws-sdk/client-s3';
import type { S3Timing } from '../limits.ts';

export interface S3Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface S3Place {
  /** Where the store answers, for example `http://127.0.0.1:18480`; absent for AWS itself. */
  readonly endpoint?: string;
  readonly bucket: string;
  /** Put before every key, with a `/` between. */
  readonly prefix?: string;
  /** Absent: what the environment or the shared configuration of the AWS tools says; `us-east-1` with an endpoint. */
  readonly region?: string;
  /** Absent: found as all AWS tools find them (environment, shared configuration, role of the machine). */
  readonly credentials?: S3Credentials;
}

/** A client that asks in the way that every store understands and checks. It never asks twice by itself: `persist` does. */
export function s3Client({ endpoint, region, credentials }: S3Place, { connectTimeoutMs, answerTimeoutMs }: S3Timing): S3Client {
  const client = new S3Client({
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true, region: region ?? 'us-east-1' }),
    ...(region === undefined ? {} : { region }),
    ...(credentials === undefined ? {} : { credentials }),
    maxAttempts: 1,
    // It writes to the console otherwise, for example that it does not repeat a stream.
    logger: { debug: nothing, info: nothing, warn: nothing, error: nothing },
    // With their trailing checksums, Swift answers 501 and Ceph 411; Content-MD5 is what they check.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // Without `throwOnRequestTimeout`, a time-out is a warning and a store below its quorum is waited for without end.
    requestHandler: { connectionTimeout: connectTimeoutMs, requestTimeout: answerTimeoutMs, throwOnRequestTimeout: true },
  });
  // Swift: of all replicas the newest, not the one that answers first. Other stores ignore it.
  client.middlewareStack.add(
    (next) => (args) => {
      const { method, headers } = args.request as { method: string; headers: Record<string, string> };
      if (method === 'GET' || method === 'HEAD') headers['x-newest'] = 'true';
      return next(args);
    },
    { step: 'build', name: 'readNewest' },
  );
  return client;
}

const nothing = (): undefined => undefined;
