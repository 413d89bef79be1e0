import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyFileStream, type BusboyHeaders } from '@fastify/busboy';
import { limits } from '../limits.ts';
import { Refused } from './refused.ts';
import { makeUploadFolder, uploadedPath } from './upload-folder.ts';

/** What a form with files may bring. */
export interface UploadRules {
  /** Files beyond this number are not taken. */
  readonly filesMax: number;
  /** Of a longer file this much is taken, and the file is marked as cut. */
  readonly fileMaxBytes: number;
}

/** One file, as it lies in the upload's folder. */
export interface UploadedFile {
  /** Name of the field of the form. */
  readonly field: string;
  /** As the browser said, without folders. Never used as a path of ours. */
  readonly fileName: string;
  readonly path: string;
  readonly bytes: number;
  /** SHA-256 in base64. */
  readonly digest: string;
  /** The file is longer than the rules allow. */
  readonly isCut: boolean;
}

export interface Upload {
  readonly fields: URLSearchParams;
  /** In the order of the form. */
  readonly files: readonly UploadedFile[];
  /** More files came than the rules allow. */
  readonly hasMoreFiles: boolean;
  /** Removes the folder with the files, unless they are kept. */
  discard(): Promise<void>;
  /** Keeps the files beyond the request; what it answers removes them. */
  keep(): () => Promise<void>;
}

/**
 * Reads a `multipart/form-data` form; its files go to disk as they come. The form token must be the first field:
 * `demandToken` is called before the first byte of a file is written.
 *
 * @param parent the upload gets a new folder in it.
 * @throws Refused when it is no such form or longer than `limits.uploadMaxBytes`, and whatever `demandToken` throws; then nothing stays on disk.
 */
export async function readUpload(request: IncomingMessage, parent: string, rules: UploadRules, demandToken: (fields: URLSearchParams) => void): Promise<Upload> {
  if (!/^multipart\/form-data;/i.test(request.headers['content-type'] ?? '')) throw new Refused('I-494', 400, 'FORM', { Connection: 'close' });
  const folder = await makeUploadFolder(parent);
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  let isKept = false;
  try {
    return {
      ...(await receive(request, folder, rules, demandToken)),
      discard: () => (isKept ? Promise.resolve() : remove()),
      keep() {
        isKept = true;
        return remove;
      },
    };
  } catch (error) {
    await remove();
    // The rest of the body is not read: the connection ends with the answer.
    throw error instanceof Refused ? error : new Refused('I-494', 400, 'FORM', { Connection: 'close' });
  }
}

async function receive(request: IncomingMessage, folder: string, rules: UploadRules, demandToken: (fields: URLSearchParams) => void): Promise<Pick<Upload, 'fields' | 'files' | 'hasMoreFiles'>> {
  const fields = new URLSearchParams();
  const saving: Promise<UploadedFile>[] = [];
  const streams: BusboyFileStream[] = [];
  let hasMoreFiles = false;
  const parser = new Busboy({
    headers: request.headers as BusboyHeaders,
    limits: { files: rules.filesMax, fileSize: rules.fileMaxBytes, fields: limits.formFieldsMax, fieldSize: limits.formMaxBytes, headerPairs: limits.partHeadersMax, headerSize: limits.formMaxBytes },
  });
  const ended = new Promise<void>((resolve, reject) => {
    parser.on('field', (name: string, value: string) => fields.append(name, value));
    parser.on('filesLimit', () => {
      hasMoreFiles = true;
    });
    parser.on('file', (field: string, stream: BusboyFileStream, fileName: string) => {
      stream.on('error', reject);
      streams.push(stream);
      try {
        demandToken(fields);
      } catch (error) {
        stream.resume();
        return reject(error instanceof Error ? error : new Error(String(error)));
      }
      // A form whose file field was left empty still sends the field.
      if (fileName === '') return void stream.resume();
      const saved = saveFile(stream, { field, fileName, path: uploadedPath(folder, saving.length) });
      saving.push(saved);
      saved.catch(reject);
    });
    parser.once('finish', resolve);
    parser.once('error', reject);
    request.once('error', reject);
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > limits.uploadMaxBytes) reject(new Error(`more than ${limits.uploadMaxBytes} bytes`));
    });
    request.pipe(parser);
  });
  try {
    await ended;
    demandToken(fields);
    return { fields, files: await Promise.all(saving), hasMoreFiles };
  } catch (error) {
    request.unpipe(parser);
    request.pause();
    parser.destroy();
    // Their ends will not come any more.
    for (const stream of streams) stream.destroy();
    await Promise.allSettled(saving);
    throw error;
  }
}

async function saveFile(stream: BusboyFileStream, named: Pick<UploadedFile, 'field' | 'fileName' | 'path'>): Promise<UploadedFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  stream.on('data', (chunk: Buffer) => {
    hash.update(chunk);
    bytes += chunk.length;
  });
  await pipeline(stream, createWriteStream(named.path, { flags: 'wx', mode: 0o600 }));
  return { ...named, bytes, digest: hash.digest('base64'), isCut: stream.truncated };
}
