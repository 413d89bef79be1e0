export interface CodedErrorOptions extends ErrorOptions {
  /** What the reader can do next, in one sentence. */
  readonly hint?: string;
}

/**
 * A refusal that its reader can act on: bad input, a missing tool, a rule that says no.
 * Each library exports the closed union of the codes that it throws.
 */
export class CodedError<Code extends string = string> extends Error {
  readonly code: Code;
  readonly hint: string | undefined;

  constructor(code: Code, message: string, options: CodedErrorOptions = {}) {
    super(message, options);
    this.name = 'CodedError';
    this.code = code;
    this.hint = options.hint;
  }
}

/** A state that our own code should have made impossible. Always a bug, never the user's fault. */
export class InternalError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'InternalError';
  }
}
