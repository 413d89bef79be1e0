import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { connect } from 'node:net';
import fc from 'fast-check';
import { processingMonthAt } from '@togo/claims';
import { writeClaimFile } from '@togo/claims/testing';
import { createTestPki, type TestPki } from '@togo/transmission/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { limits } from '../src/limits.ts';
import { openScreens, type OpenScreens } from './open-screens.ts';
import { scriptedDesk } from './scripted-desk.ts';
import { ask, enter, type Reply, type Visitor } from './visitor.ts';

let pki: TestPki;
beforeAll(async () => {
  pki = await createTestPki();
});
afterAll(() => pki.remove());

const claim = Buffer.from(writeClaimFile({ processingMonth: processingMonthAt(new Date()) })).toString('latin1');
const boundary = 'x-boundary-x';
const field = (name: string, value: string): string => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const file = (fileName: string, content: string): string => `--${boundary}\r\nContent-Disposition: form-data; name="files"; filename="${fileName}"\r\nContent-Type: text/csv\r\n\r\n${content}\r\n`;
const end = `--${boundary}--\r\n`;

interface Pc extends Visitor, OpenScreens {
  /** Sends a form with files as a browser does; parts are latin1. */
  readonly upload: (...parts: readonly string[]) => Promise<Reply>;
  /** Folders of files that wait. */
  readonly kept: () => Promise<string[]>;
}

async function open(): Promise<Pc> {
  const opened = await openScreens({ reception: { host: 'localhost', port: 1 }, trust: pki.trust }, undefined, undefined, scriptedDesk());
  const visitor = await enter(opened.screens.issueUrl());
  return {
    ...opened,
    ...visitor,
    upload: (...parts) =>
      ask(visitor.port, '/send', { method: 'POST', headers: { Cookie: visitor.cookie, 'Content-Type': `multipart/form-data; boundary=${boundary}` }, body: Buffer.from(parts.join(''), 'latin1') }),
    kept: () => readdir(join(opened.places.state, 'uploads')).catch(() => []),
  };
}

describe('when files are chosen', () => {
  it('checks what came, by the name without its folders that Internet Explorer sends', async () => {
    const pc = await open();
    const { status, headers } = await pc.upload(field('token', pc.token), file('C:\\Users\\jimu\\I2612A.CSV', claim), file('', ''), end);
    expect(status).toBe(303);
    const { body } = await pc.get(headers.location ?? '');
    expect(body).toContain('<h2>I2612A.CSV</h2>');
    expect(body).not.toContain('jimu');
    expect(await pc.kept()).toHaveLength(1);
  });

  it('keeps no more drafts than it may, and none that was given up', async () => {
    const pc = await open();
    const drafts: string[] = [];
    for (let count = 0; count <= limits.draftsMax; count += 1) {
      const { headers } = await pc.upload(field('token', pc.token), file('I2612A.CSV', claim), end);
      drafts.push(headers.location ?? '');
    }
    expect(await pc.kept()).toHaveLength(limits.draftsMax);
    expect(await pc.get(drafts[0] ?? '')).toMatchObject({ status: 500, body: expect.stringContaining('(K-384)') });
    await pc.post('/send/discard', { draft: new URL(drafts[1] ?? '', 'http://x').searchParams.get('draft') ?? '' });
    expect(await pc.kept()).toHaveLength(limits.draftsMax - 1);
  });

  it('says so when nothing was chosen, or too much, and keeps nothing', async () => {
    const pc = await open();
    expect(await pc.upload(field('token', pc.token), file('', ''), end)).toMatchObject({ status: 422, body: expect.stringContaining('(K-381)') });
    const many = Array.from({ length: limits.filesAtOnceMax + 1 }, (_, index) => file(`A${index}.CSV`, 'x'));
    expect(await pc.upload(field('token', pc.token), ...many, end)).toMatchObject({ status: 422, body: expect.stringContaining('(K-382)') });
    expect(await pc.kept()).toEqual([]);
  });

  it('cuts a file that is larger than any claim file, and says so', async () => {
    const pc = await open();
    const { headers } = await pc.upload(field('token', pc.token), file('I2612A.CSV', 'x'.repeat(64 * 1024 * 1024 + 1)), end);
    expect((await pc.get(headers.location ?? '')).body).toContain('(K-383)');
  }, 30_000);
});

describe('when a form with files is not ours', () => {
  it('writes no byte of a file before the token was right', async () => {
    const pc = await open();
    for (const parts of [[file('I2612A.CSV', claim), field('token', pc.token)], [field('token', 'A'.repeat(43)), file('I2612A.CSV', claim)], [file('I2612A.CSV', claim)], []]) {
      expect(await pc.upload(...parts, end)).toMatchObject({ status: 403, body: expect.stringContaining('(I-493)') });
    }
    expect(await pc.kept()).toEqual([]);
  });

  it('takes no other kind of form, and no form with files elsewhere', async () => {
    const pc = await open();
    expect((await pc.post('/send')).status).toBe(400);
    const upload = { method: 'POST', headers: { Cookie: pc.cookie, 'Content-Type': `multipart/form-data; boundary=${boundary}` }, body: field('token', pc.token) + end };
    expect((await ask(pc.port, '/settings', upload)).status).toBe(400);
  });

  it('answers whatever the bytes are, and keeps nothing of them', async () => {
    const pc = await open();
    const pieces = fc.constantFrom(`--${boundary}`, '\r\n', '--', 'Content-Disposition: form-data', '; name="files"', '; filename="a.csv"', 'x'.repeat(5000), '\0', '"', field('token', pc.token), end);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 12 }), async (parts) => {
        expect([303, 400, 403, 422]).toContain((await pc.upload(...parts)).status);
      }),
      { numRuns: 150 },
    );
    const kept = await pc.kept();
    expect(kept.length).toBeLessThanOrEqual(limits.draftsMax);
    expect((await pc.get('/send')).status).toBe(200);
  });

  it('keeps nothing when the browser goes away in the middle', async () => {
    const pc = await open();
    const start = field('token', pc.token) + file('I2612A.CSV', 'x'.repeat(100_000));
    await new Promise<void>((resolve) => {
      const socket = connect(pc.port, '127.0.0.1', () => {
        const head = ['POST /send HTTP/1.1', `Host: 127.0.0.1:${pc.port}`, `Cookie: ${pc.cookie}`, `Content-Type: multipart/form-data; boundary=${boundary}`, 'Content-Length: 900000'];
        socket.end(`${head.join('\r\n')}\r\n\r\n${start}`);
      });
      socket.on('error', () => undefined).on('close', () => resolve()).resume();
    });
    await expect.poll(pc.kept).toEqual([]);
  });
});
