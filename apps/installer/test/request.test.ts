import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readInstallerRequest, readLauncherRequest } from '../src/request.ts';

async function fileOf(text: string): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'togo-request-')), 'request.json');
  await writeFile(path, text);
  return path;
}

describe('when a build is requested', () => {
  it('reports all faults together, each with what was expected', async () => {
    const path = await fileOf(JSON.stringify({ formatVersion: 2, version: '9.1', productName: 'a\nb', sourceDate: 1.5, out: 'relative', work: '/tmp/x' }));
    const message = await readLauncherRequest(path).catch((error: Error) => error.message);
    expect(message).toContain('formatVersion: expected formatVersion 1, got 2');
    expect(message).toContain('version: expected a version like 9.1.0, got "9.1"');
    expect(message).toContain('productName: expected one line of text');
    expect(message).toContain('sourceDate: expected a whole number, 0 or more, got 1.5');
    expect(message).toContain('out: expected an absolute path, got "relative"');
    expect(message).not.toContain('work:');
  });

  it('names the field inside a list', async () => {
    const path = await fileOf(JSON.stringify({ layers: [{ name: 'runtime', path: '/a' }, { name: 'other', path: '/b' }] }));
    await expect(readInstallerRequest(path)).rejects.toThrow('layers[1].name: expected one of runtime, client, extras, got "other"');
  });

  it('refuses what is no JSON, and a file that is not there', async () => {
    await expect(readInstallerRequest(await fileOf('{'))).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
    await expect(readInstallerRequest('/does/not/exist')).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
  });
});
