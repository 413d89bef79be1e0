import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Release } from '@togo/trust';
import { refusal } from './errors.ts';

interface Matrix {
  readonly passed: number;
  readonly failed: number;
  readonly judged: readonly { readonly version: string; readonly isStandIn: boolean; readonly isInstrumented: boolean; readonly sha256: string }[];
}

/**
 * QA signs what the upgrade matrix has installed for real: exactly these bytes, and nothing failed.
 *
 * @throws CodedError `MATRIX_NOT_GREEN`
 */
export async function demandMatrix(dist: string, { version, artefacts }: Release): Promise<void> {
  const path = join(dist, 'matrix/matrix.json');
  const hint = `Run ./togo matrix --dist ${dist}, then sign again.`;
  const matrix = await readMatrix(path).catch((cause: unknown) => {
    throw refusal('MATRIX_NOT_GREEN', `${path} cannot be read`, hint, cause);
  });
  if (matrix.failed > 0 || matrix.passed === 0) throw refusal('MATRIX_NOT_GREEN', `${path}: expected a green matrix, got ${matrix.passed} passed and ${matrix.failed} failed`, hint);
  const installer = artefacts.find(({ kind }) => kind === 'installer');
  const judged = matrix.judged.filter((one) => one.version === version && !one.isStandIn && !one.isInstrumented);
  if (installer !== undefined && judged.some(({ sha256 }) => sha256 === installer.sha256)) return;
  const got = judged.length === 0 ? 'none of that version' : judged.map(({ sha256 }) => sha256).join(', ');
  throw refusal('MATRIX_NOT_GREEN', `${path}: expected ${installer?.target ?? version} with SHA-256 ${installer?.sha256 ?? 'unknown'} among what was judged, got ${got}`, hint);
}

async function readMatrix(path: string): Promise<Matrix> {
  const { formatVersion, ...matrix } = JSON.parse(await readFile(path, 'utf8')) as Partial<Matrix> & { formatVersion?: number };
  const { passed, failed, judged } = matrix;
  if (formatVersion !== 1 || passed === undefined || failed === undefined || judged === undefined) throw new TypeError('not a matrix of formatVersion 1');
  return { passed, failed, judged };
}
