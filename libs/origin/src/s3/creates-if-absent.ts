import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { failureOf, isTaken } from './failure.ts';

const body = 'Whether this store creates an object only if there is none is tried out here.\n';

/**
 * Whether this bucket refuses to create an object where one lies already. A store that takes the header may still ignore it (Ceph in a bucket with
 * versions), so it is tried: an object of constant content is created until that is refused, or was not the second time.
 */
export async function createsIfAbsent(client: S3Client, bucket: string, key: string): Promise<boolean> {
  const attempt = async (): Promise<'created' | 'refused' | 'unknown-header'> => {
    try {
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentType: 'text/plain', IfNoneMatch: '*' }));
      return 'created';
    } catch (error) {
      const failure = failureOf(error);
      if (isTaken(failure)) return 'refused';
      if (failure.status === 501) return 'unknown-header';
      throw error;
    }
  };
  const first = await attempt();
  return (first === 'created' ? await attempt() : first) === 'refused';
}
