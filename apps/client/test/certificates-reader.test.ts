import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { ownP12Reader, p12ReaderOf, type P12Reader } from '../src/certificates/p12-reader.ts';
import { readP12 } from '../src/certificates/read-p12.ts';
import { makeP12, makePair, password } from './certificate-files.ts';
import { bundledP12Reader } from './client-bundle.ts';
import { makeTempFolder } from './temp-folder.ts';

const patience = { timeout: 120_000 };
const script = (code: string, timeoutMs = 20_000): P12Reader => ({ exe: process.execPath, args: ['-e', code], timeoutMs });
const bytes = Buffer.from('any');

let bundled: P12Reader;
beforeAll(async () => {
  bundled = await bundledP12Reader();
});

describe('when a .p12 file is read in a process of its own', patience, () => {
  it.each([['from its sources', ownP12Reader], ['bundled as it is installed', () => bundled]])('reads the old encryption %s', async (_where, reader) => {
    const { keys, certificates } = await readP12(reader(), await makeP12(makePair(), { encryption: 'rc2' }), password);
    expect([keys.length, certificates.length]).toEqual([1, 1]);
  });

  it('gives it an empty environment, and the password in no argument', async () => {
    const out = join(await makeTempFolder(), 'seen.json');
    process.env['TOGO_TEST_SECRET'] = 'x';
    const look = `require('fs').writeFileSync(${JSON.stringify(out)}, JSON.stringify({ env: process.env, argv: process.argv, execArgv: process.execArgv }))`;
    await expect(readP12(script(look), bytes, password)).rejects.toMatchObject({ code: 'C-711' });
    const seen = await readFile(out, 'utf8');
    expect(JSON.parse(seen)).toMatchObject({ env: {} });
    expect(Object.keys((JSON.parse(seen) as { env: object }).env)).toEqual([]);
    expect(seen).not.toContain(password);
  });

  it('lets it neither write files nor start programs', async () => {
    const out = join(await makeTempFolder(), 'out');
    const { exe, args } = await inItsPlace(`
      const tried = [() => require('fs').writeFileSync(${JSON.stringify(out)}, ''), () => require('child_process').spawnSync('true'), () => new (require('worker_threads').Worker)('0', { eval: true })];
      process.stdout.write(tried.map((act) => { try { act(); return 'done'; } catch (error) { return error.code; } }).join());`);
    expect(await output(exe, args)).toBe('ERR_ACCESS_DENIED,ERR_ACCESS_DENIED,ERR_ACCESS_DENIED');
  });

  it('loads node-forge in no other process than that one', async () => {
    // In a process of its own: this one makes its .p12 files with node-forge.
    const folder = await makeTempFolder();
    await writeFile(join(folder, 'a.p12'), await makeP12(makePair()));
    const source = join(import.meta.dirname, '../src');
    const code = `
      import { createRequire } from 'node:module';
      import { readFileSync } from 'node:fs';
      const { CertificateService } = await import(${JSON.stringify(join(source, 'certificates/certificate-service.ts'))});
      const { ownP12Reader } = await import(${JSON.stringify(join(source, 'certificates/p12-reader.ts'))});
      await import(${JSON.stringify(join(source, 'client-service.ts'))});
      const setup = { folder: ${JSON.stringify(join(folder, 'certificates'))}, reader: ownP12Reader(), readUserId: async () => undefined };
      const service = new CertificateService(setup, { now: () => new Date() }, { write() {} });
      await service.importP12(readFileSync(${JSON.stringify(join(folder, 'a.p12'))}), ${JSON.stringify(password)});
      const loaded = Object.keys(createRequire(import.meta.url).cache).filter((path) => path.includes('node-forge'));
      process.stdout.write(JSON.stringify({ certificates: (await service.list()).certificates.length, loaded }));`;
    expect(JSON.parse(await output(process.execPath, ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', code]))).toEqual({ certificates: 1, loaded: [] });
    expect(Object.keys(createRequire(import.meta.url).cache).some((path) => path.includes('node-forge'))).toBe(true);
  });
});

describe('when the reading process goes wrong', patience, () => {
  it.each([
    ['hangs', script('setInterval(() => {}, 1000)', 500)],
    ['hangs without reading', script('for (;;);', 500)],
    ['kills itself', script("process.kill(process.pid, 'SIGKILL')")],
    ['ends at once', script('process.exit(3)')],
    ['says nothing', script('')],
    ['never stops talking', script("const { writeSync } = require('fs'); for (;;) writeSync(1, 'x'.repeat(65536))")],
    ['says something else', script("console.log('{\"formatVersion\":1,\"ok\":true}')")],
    ['does not exist', { exe: '/nonexistent/node', args: [], timeoutMs: 1000 }],
  ] as const)('%s: answers C-711, without the password and without what it said', async (_how, reader) => {
    const error: unknown = await readP12(reader, bytes, password).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'C-711' });
    expect(String(error)).not.toContain(password);
    expect(String(error)).not.toContain('formatVersion');
    expect((error as Error).cause).toBeUndefined();
  });

  it('is ended when its time is over', async () => {
    const out = join(await makeTempFolder(), 'pid');
    const stuck = script(`require('fs').writeFileSync(${JSON.stringify(out)}, String(process.pid)); setInterval(() => {}, 1000)`, 3_000);
    await expect(readP12(stuck, bytes, password)).rejects.toMatchObject({ code: 'C-711' });
    const pid = Number(await readFile(out, 'utf8'));
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  it('is ended by its memory limit, whatever the file makes it take', async () => {
    const greedy = await inItsPlace("const all = []; for (;;) all.push(Array(1e5).fill({})); //");
    await expect(readP12(greedy, bytes, password)).rejects.toMatchObject({ code: 'C-711', message: expect.stringContaining('SIGABRT') });
  });

  it('is ended over a file that asks for millions of rounds', async () => {
    const file = await makeP12(makePair(), { encryption: 'rc2', more: ['-iter', String(0x01_00_01)] });
    expect(file.subarray(-5)).toEqual(Buffer.from('0203010001', 'hex'));
    file.write('7fffff', file.length - 3, 'hex');
    await expect(readP12({ ...bundled, timeoutMs: 2_000 }, file, password)).rejects.toMatchObject({ code: 'C-711' });
  });
});

describe('when a file is anything at all', patience, () => {
  const code = /^C-70[1-4]$/;

  it('answers with one of the codes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), fc.string({ minLength: 1, maxLength: 20 }), async (file, secret) => {
        await expect(readP12(bundled, file, secret)).rejects.toMatchObject({ code: expect.stringMatching(code) });
      }),
      { numRuns: 8 },
    );
  });

  it('says of a broken file what a broken file is, and never throws', async () => {
    const real = await makeP12(makePair(), { encryption: 'rc2' });
    // Comes last in this file: it leaves node-forge unable to make .p12 files.
    const { decodeP12 } = await import('../src/certificates/decode-p12.ts');
    const anything = fc.oneof(
      fc.uint8Array({ maxLength: 2_000 }),
      fc.nat(real.length - 1).map((length) => real.subarray(0, length)),
      fc.tuple(fc.nat(real.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, change]) => real.map((byte, position) => (position === at ? byte ^ change : byte))),
    );
    fc.assert(
      fc.property(anything, (file) => {
        const answer = decodeP12(file, password);
        expect(answer.ok || answer.why === 'password' || answer.why === 'damaged').toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});

/** A program of the test's in the place of the client, started as the client is. */
async function inItsPlace(code: string): Promise<P12Reader> {
  const program = join(await makeTempFolder(), 'attempt.cjs');
  await writeFile(program, code);
  return p12ReaderOf(program, program);
}

function output(exe: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(exe, [...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let [said, complained] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complained += text));
    child.once('close', (code) => (code === 0 ? resolve(said) : reject(new Error(complained))));
  });
}
