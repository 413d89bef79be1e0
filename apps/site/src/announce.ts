import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '@togo/foundation';
import { writeAtomic } from '@togo/foundation/files';
import { parseMoment } from '@togo/release';
import * as z from 'zod';
import type { PublicDocument } from './announcement/document.ts';
import { noticeDocument } from './announcement/notice.ts';
import { readRelease } from './announcement/read-release.ts';
import { releaseDocument } from './announcement/release-notes.ts';
import { documentToHtml } from './announcement/to-html.ts';
import type { SiteCode } from './errors.ts';
import { readFonts } from './pdf/fonts.ts';
import { documentToPdf } from './pdf/to-pdf.ts';
import { readInput } from './read-input.ts';
import { runProgram } from './run-program.ts';

const absolutePath = z.string().regex(/^\/[^\0\r\n]*$/, 'expected an absolute path');

const requestSchema = z.strictObject({
  formatVersion: z.literal(1),
  /** `notice`: what changes and who has to act. `release-notes`: the notes of the release as a document. */
  document: z.enum(['notice', 'release-notes']),
  /** The name of both files, without their endings. */
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'expected letters, digits, dots and hyphens'),
  /** The moment of publication: the plan counts as it stood then. */
  at: z.string().refine((text) => parseMoment(text) !== undefined, 'expected a moment in JST such as 2021-03-15T10:00:00+09:00'),
  publisher: z.string().min(1),
  /** releases/<version> */
  releaseFolder: absolutePath,
  out: absolutePath,
});

/**
 * `node apps/site/src/announce.ts <request.json>` writes `<id>.html` and `<id>.pdf` into `out`, and prints what the statement says about them:
 * `{ formatVersion, id, title, at, correction, html, pdf }`.
 */
await runProgram('announce', async ([path, ...rest]) => {
  if (path === undefined || rest.length > 0) throw new CodedError<SiteCode>('USAGE', 'expected the path of a request', { hint: 'node apps/site/src/announce.ts <request.json>' });
  const { document: kind, id, at: written, publisher, releaseFolder, out } = await readInput(path, requestSchema);
  const input = { ...(await readRelease(releaseFolder)), at: new Date(written), publisher };
  const document: PublicDocument = kind === 'notice' ? noticeDocument(input) : releaseDocument(input);
  const files = { html: join(out, `${id}.html`), pdf: join(out, `${id}.pdf`) };
  const pdf = await documentToPdf(document, await readFonts());
  await mkdir(out, { recursive: true });
  await writeAtomic(files.html, documentToHtml(document));
  await writeAtomic(files.pdf, pdf);
  return { formatVersion: 1, id, title: document.title, at: written, correction: document.correction !== undefined, ...files };
});
