import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeClaimFile } from '@togo/claims/testing';
import { demoFacilities } from './demo-register.ts';

export interface DemoFile {
  readonly path: string;
  /** What becomes of it. */
  readonly outcome: string;
}

/** Writes claim files of the window that is open: one for each result, and one for each facility of the agent. */
export async function writeDemoFiles(folder: string, month: string): Promise<DemoFile[]> {
  await mkdir(folder, { recursive: true });
  const { own, delegated } = demoFacilities;
  const good = writeClaimFile({ office: own.number, processingMonth: month });
  const write = async (name: string, bytes: Uint8Array, outcome: string): Promise<DemoFile> => {
    const path = join(folder, `${name}${month.slice(2)}.CSV`);
    await writeFile(path, bytes);
    return { path, outcome };
  };
  return Promise.all([
    write('OK', good, '到達 ○ 受付 ○'),
    write('WARN', withWrongInsurer(good), '到達 ○ 受付 △'),
    write('BAD', withWrongNumber(good), 'refused by the client itself; sent all the same: 到達 ○ 受付 ×'),
    ...delegated.map(({ number, name }, index) =>
      write(`AG${index + 1}`, writeClaimFile({ office: number, processingMonth: month }), `for the agent: ${name}`),
    ),
  ]);
}

/** A 保険者番号 with a wrong check digit: accepted, though it will be returned. */
function withWrongInsurer(file: Uint8Array): Uint8Array {
  return changed(file, /"00\d{5}(\d)"/, (insurer, digit) => `${insurer.slice(0, -2)}${(Number(digit) + 1) % 10}"`);
}

/** A record number out of its order. */
function withWrongNumber(file: Uint8Array): Uint8Array {
  return changed(file, /\r\n2,3,/, () => '\r\n2,9,');
}

function changed(file: Uint8Array, what: RegExp, change: (found: string, group: string) => string): Uint8Array {
  return Buffer.from(Buffer.from(file).toString('latin1').replace(what, change), 'latin1');
}
