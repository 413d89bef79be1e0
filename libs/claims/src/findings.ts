import { claimCatalogue, type ClaimCode } from './catalogue/index.ts';
import { decodeCp932 } from './cp932.ts';
import { limits } from './limits.ts';
import type { ClaimFinding } from './verdict.ts';

export type Values = Readonly<Record<string, string | number>>;

interface Bucket {
  readonly kept: ClaimFinding[];
  left: number;
}

/**
 * Keeps what the verdict can list and counts the rest. When there is too much, what stops a file at 到達 stays before
 * what stops it at 受付, and warnings go first: a wrong count in the last line must survive a thousand warnings before it.
 */
export class Findings {
  readonly #arrival: Bucket = { kept: [], left: 0 };
  readonly #errors: Bucket = { kept: [], left: 0 };
  readonly #warnings: Bucket = { kept: [], left: 0 };

  /** @param values fill in the message; asked for only when the finding is kept, since a bad file has millions. */
  add(code: ClaimCode, line: number, column: number, values: () => Values = () => ({})): void {
    const { severity, stage } = claimCatalogue[code];
    const bucket = severity === 'warning' ? this.#warnings : stage === 'arrival' ? this.#arrival : this.#errors;
    if (bucket.kept.length < limits.findingsMax) bucket.kept.push(describe(code, line, column, values()));
    else bucket.left++;
  }

  get ok(): boolean {
    return this.#arrival.kept.length === 0 && this.#errors.kept.length === 0;
  }

  /** In file order. */
  list(): readonly ClaimFinding[] {
    const found = [...this.#arrival.kept, ...this.#errors.kept, ...this.#warnings.kept];
    const listed = found.slice(0, limits.findingsMax).sort((a, b) => a.line - b.line || a.column - b.column);
    const dropped = found.slice(limits.findingsMax);
    const more = dropped.length + this.#arrival.left + this.#errors.left + this.#warnings.left;
    if (more === 0) return listed;
    const errorsDropped = this.#arrival.left + this.#errors.left > 0 || dropped.some(({ severity }) => severity === 'error');
    return [...listed, describe(errorsDropped ? 'K-399' : 'K-398', 0, 0, { value: more })];
  }
}

function describe(code: ClaimCode, line: number, column: number, values: Values): ClaimFinding {
  const { severity, message, next } = claimCatalogue[code];
  return { code, severity, line, column, message: fillIn(message, values), next };
}

/** Replaces every `{name}`; an unknown name stays, so that a test can see it. */
export function fillIn(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** A met value as a message shows it: readable, on one line, cut after `limits.quotedChars`. */
export function quoteBytes(bytes: Uint8Array, from: number, to: number): string {
  // Two bytes a character at most, and some more so that what was cut is seen to be cut; the cut may halve a character.
  const end = Math.min(to, from + limits.quotedChars * 2 + 2);
  const text = decodeCp932(bytes.subarray(from, end)) ?? (end < to ? decodeCp932(bytes.subarray(from, end - 1)) : null);
  return text === null ? '(読めない文字)' : quoteText(text);
}

export function quoteText(text: string): string {
  const shown = [...text.replace(/\p{C}/gu, '?')];
  return shown.length > limits.quotedChars ? `${shown.slice(0, limits.quotedChars).join('')}…` : shown.join('');
}
