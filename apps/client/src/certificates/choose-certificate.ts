import { isOfAnother, validityOf, type Certificate } from './certificate.ts';

/**
 * Which certificate is used: the one that the user chose as long as it is valid, else the valid one that lasts longest.
 * One that names another user is only used when it was chosen.
 */
export function certificateInUse(
  certificates: readonly Certificate[],
  chosen: string | undefined,
  userId: string | undefined,
  now: Date,
): Certificate | undefined {
  const valid = certificates.filter((certificate) => validityOf(certificate, now) === 'valid');
  return valid.find(({ fingerprint }) => fingerprint === chosen) ?? newest(valid.filter((certificate) => !isOfAnother(certificate, userId)));
}

/** The one that lasts longest. */
export function newest(certificates: readonly Certificate[]): Certificate | undefined {
  return certificates.toSorted((a, b) => b.until.getTime() - a.until.getTime())[0];
}
