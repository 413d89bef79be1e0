export interface ProgressEvent {
  /** What is going on, in a few words: `runtime layer`. */
  readonly what: string;
  /** How much is done, 0 to 1. Absent while it cannot be known. */
  readonly done?: number;
}

/** Long work reports here; the edge decides how it looks (a bar, a line, nothing). */
export type Progress = (event: ProgressEvent) => void;

export const silent: Progress = () => undefined;
