import { randomBytes } from 'node:crypto';
import type { ClaimVerdict } from '@togo/claims';
import { limits } from '../limits.ts';

/** One chosen file: where it lies, and what its check said. */
export interface DraftFile {
  readonly fileName: string;
  readonly path: string;
  readonly digest: string;
  readonly bytes: number;
  /** Undefined when the file is larger than any claim file may be: then only its beginning is here. */
  readonly verdict: ClaimVerdict | undefined;
}

/** Files that were chosen and checked, and wait for the clerk to confirm. Kept in memory: nothing is promised yet. */
export interface Draft {
  readonly id: string;
  readonly files: readonly DraftFile[];
  /** 整理番号 of the entry that they replace. */
  readonly replaces: string | undefined;
}

interface Held {
  readonly draft: Draft;
  readonly discard: () => Promise<void>;
}

/** The drafts of this run; the oldest goes when there are too many. */
export class Drafts {
  readonly #held = new Map<string, Held>();

  async add(files: readonly DraftFile[], replaces: string | undefined, discard: () => Promise<void>): Promise<Draft> {
    const draft: Draft = { id: randomBytes(8).toString('hex'), files, replaces };
    this.#held.set(draft.id, { draft, discard });
    const [oldest] = this.#held.keys();
    if (this.#held.size > limits.draftsMax && oldest !== undefined) await this.remove(oldest);
    return draft;
  }

  get(id: string): Draft | undefined {
    return this.#held.get(id)?.draft;
  }

  /** Takes a draft out, so that nobody else confirms it too. Its files stay until `discard`. */
  take(id: string): Held | undefined {
    const held = this.#held.get(id);
    this.#held.delete(id);
    return held;
  }

  async remove(id: string): Promise<void> {
    await this.take(id)?.discard();
  }
}
