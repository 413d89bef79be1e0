import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRequest } from '../src/request.ts';
import { goodRequest } from './good-request.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'togo-checker-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(content: string): Promise<unknown> {
  const path = join(folder, 'request.json');
  await writeFile(path, content);
  return readRequest(path);
}

describe('when the pipeline asks for a checker', () => {
  it('takes a complete request', async () => {
    expect(await read(JSON.stringify(goodRequest))).toEqual(goodRequest);
  });

  it('names every fault at once, with what was expected', async () => {
    const faulty = { ...goodRequest, version: '9.1', reception: { host: 'a b', port: 0, probePath: 'x' }, out: 'here', sourceDate: '1' };
    const failing = read(JSON.stringify(faulty));
    await expect(failing).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
    const fields = ['version: expected a version like 9.1.0', 'reception.host', 'reception.port', 'reception.probePath', 'sourceDate', 'out: expected'];
    for (const field of fields) await expect(failing).rejects.toThrow(field);
  });

  it.each([
    ['no JSON', '{'],
    ['another format', JSON.stringify({ ...goodRequest, formatVersion: 2 })],
    ['a product name of two lines', JSON.stringify({ ...goodRequest, productName: 'a\nb' })],
    ['nothing', 'null'],
  ])('refuses %s', async (_, content) => {
    await expect(read(content)).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
  });

  it('refuses a file that is not there', async () => {
    await expect(readRequest(join(folder, 'missing.json'))).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
  });
});
