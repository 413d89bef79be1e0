import { readFile } from 'node:fs/promises';
import { ClientError } from '../../client-error.ts';
import { limits } from '../../limits.ts';
import { describeClientCode } from '../../messages/client.ts';
import type { Answer } from '../answer.ts';
import { certificatesPage, removePage, type CertificateOutcome } from '../pages/certificates.ts';
import type { UploadRules } from '../read-upload.ts';
import { show, type Handler, type Visit } from '../visit.ts';

export const certificateUpload: UploadRules = { filesMax: 1, fileMaxBytes: limits.p12MaxBytes };

export const showCertificates: Handler = (visit) => showList(visit, { kind: 'none' });

export const importCertificate: Handler = (visit) => takeIn(visit, () => readFileOf(visit));

/** The one that Ver.8 used: only its password is asked for. */
export const importVer8Certificate: Handler = (visit) => takeIn(visit, () => visit.service.ver8.readCertificate());

async function takeIn(visit: Visit, readFileBytes: () => Promise<Uint8Array>): Promise<Answer> {
  try {
    const { remarks } = await visit.service.certificates.importP12(await readFileBytes(), passwordOf(visit));
    return await showList(visit, { kind: 'imported', remarks });
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    return showList(visit, { kind: 'refused', notice: describeClientCode(error.code) }, 422);
  }
}

export const useCertificate: Handler = async (visit) => {
  await visit.service.certificates.choose(fingerprintOf(visit.form));
  return showList(visit, { kind: 'chosen' });
};

export const askRemoval: Handler = async (visit) => show(visit, removePage(await visit.service.certificates.find(fingerprintOf(visit.query)), visit.frame));

export const removeCertificate: Handler = async (visit) => {
  await visit.service.certificates.remove(fingerprintOf(visit.form));
  return showList(visit, { kind: 'removed' });
};

async function showList(visit: Visit, outcome: CertificateOutcome, status = 200): Promise<Answer> {
  const { certificates, ver8 } = visit.service;
  return show(visit, certificatesPage({ ...(await certificates.list()), hasVer8File: await ver8.hasCertificate() }, outcome, visit.frame), status);
}

async function readFileOf({ upload }: Visit): Promise<Uint8Array> {
  const [file] = upload?.files ?? [];
  if (file === undefined) throw new ClientError('C-720', 'expected a file');
  if (file.isCut) throw new ClientError('C-710', `expected at most ${limits.p12MaxBytes} bytes`);
  return readFile(file.path);
}

function passwordOf({ form }: Visit): string {
  const password = form.get('password') ?? '';
  if (password === '') throw new ClientError('C-721', 'expected a password');
  return password;
}

function fingerprintOf(fields: URLSearchParams): string {
  return fields.get('certificate') ?? '';
}
