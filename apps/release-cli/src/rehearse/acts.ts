import { CodedError } from '@togo/foundation';
import type { PublicationId } from '@togo/release';
import type { Publisher } from '../publish/publisher.ts';
import { signOff, type ReleaseRole, type Verify } from '../publish/sign-off.ts';
import { stage } from '../publish/stage.ts';
import { tick, type TickOptions, type TickResult } from '../publish/tick.ts';

/** What a publisher does. A rehearsal does the real thing; its own tests bring one that is wrong, and expect it to be noticed. */
export interface Acts {
  approve(publisher: Publisher, version: string, id: PublicationId, verify: Verify): Promise<void>;
  tick(publisher: Publisher, options: TickOptions): Promise<TickResult>;
}

const roles: readonly ReleaseRole[] = ['qa', 'release'];

export const realActs: Acts = {
  async approve(publisher, version, id, verify) {
    await stage(publisher, version, id);
    for (const role of roles) await signOff(publisher, { version, id, role, signer: await publisher.keyring.signer(role), verify });
  },
  tick,
};

/** A refusal is an answer here; everything else is an error. */
export async function answerOf<T>(act: Promise<T>): Promise<{ readonly done: T } | { readonly refused: CodedError }> {
  try {
    return { done: await act };
  } catch (error) {
    if (error instanceof CodedError) return { refused: error as CodedError };
    throw error;
  }
}
