import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { CodedError } from '@togo/foundation';
import { limits } from '../limits.ts';
import { withScratch } from '../scratch.ts';
import { runTool } from '../tool.ts';

/** What `osslsigncode verify` printed, reduced to what its readers may rely on. */
export interface Verdict {
  /** Undefined when the program was ended by a signal or ran too long. */
  readonly exitCode: number | undefined;
  readonly digest: { readonly algorithm: string; readonly written: string; readonly calculated: string } | undefined;
  readonly signature: LineCount;
  readonly timestamp: LineCount;
  /** The lines that say why, for the reader of a failed check. */
  readonly complaints: readonly string[];
}

export interface LineCount {
  readonly ok: number;
  readonly failed: number;
}

export interface Anchors {
  /** Trust anchors of the signer, PEM. Nothing else is trusted, not even the system's store. */
  readonly rootPem: string;
  /** Trust anchors of the time-stamp authority, PEM. */
  readonly tsaRootPem: string;
  /** SHA-256 of the certificate that was judged to be the signer, so that both readers mean the same one. */
  readonly leafSha256?: string;
}

/**
 * Asks osslsigncode, offline.
 *
 * @throws CodedError `TOOL_MISSING`. A refusal is a verdict, not an error.
 */
export async function askOsslsigncode(file: string, { rootPem, tsaRootPem, leafSha256 }: Anchors): Promise<Verdict> {
  return await withScratch(tmpdir(), async (folder) => {
    const roots = join(folder, 'root.pem');
    const tsaRoots = join(folder, 'tsa-root.pem');
    await writeFile(roots, rootPem);
    await writeFile(tsaRoots, tsaRootPem);
    const leaf = leafSha256 === undefined ? [] : ['-require-leaf-hash', `sha256:${leafSha256}`];
    const args = ['verify', '-ignore-crl', '-ignore-cdp', '-CAfile', roots, '-TSA-CAfile', tsaRoots, ...leaf, '-in', file];
    try {
      const { exitCode, stdout, stderr } = await runTool('osslsigncode', args, { timeoutMs: limits.verifyTimeoutMs, okExitCodes: [0, 1, 255] });
      return readVerdict(exitCode, stdout, stderr);
    } catch (error) {
      if (error instanceof CodedError && error.code === 'RUN_FAILED') return readVerdict(undefined, '', error.message);
      throw error;
    }
  });
}

/**
 * Reads the report by whole lines. Exit code 0 alone proves nothing: it is also given for a broken timestamp
 * and for bytes hidden behind the signature.
 */
export function readVerdict(exitCode: number | undefined, stdout: string, stderr: string): Verdict {
  const lines = `${stdout}\n${stderr}`.split(/\r?\n/);
  const count = (line: RegExp): number => lines.filter((text) => line.test(text)).length;
  const value = (line: RegExp): string | undefined => lines.map((text) => line.exec(text)?.[1]?.trim()).find((text) => text !== undefined);
  const algorithm = value(/^Message digest algorithm {2}:(.*)$/);
  const written = value(/^Current message digest {4}:(.*)$/);
  const calculated = value(/^Calculated message digest : *(\S+)/);
  return {
    exitCode,
    digest: algorithm === undefined || written === undefined || calculated === undefined ? undefined : { algorithm, written, calculated },
    signature: { ok: count(/^Signature verification: ok$/), failed: count(/^Signature verification: failed/) },
    timestamp: { ok: count(/^Timestamp Server Signature verification: ok$/), failed: count(/^Timestamp Server Signature verification: failed/) },
    complaints: lines
      .map((text) => text.trim())
      .filter((text) => /error|fail|mismatch|unsupported|unknown option|no signature|did not run|took longer/i.test(text))
      .slice(0, 4),
  };
}
