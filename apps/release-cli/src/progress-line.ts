import type { ProgressEvent } from '@togo/foundation';

const barWidth = 24;
const lineEveryMs = 10_000;

/** Where progress is drawn: stderr, as one line that is rewritten on a terminal and as plain lines elsewhere. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export interface ProgressLine {
  readonly update: (event: ProgressEvent) => void;
  /** Ends the line and leaves `text` in its place. */
  end(text: string): void;
}

export function progressLine(title: string, screen: Screen, nowMs: () => number): ProgressLine {
  let lastMs = nowMs();
  let shown = '';
  const draw = (event: ProgressEvent): void => {
    const bar = event.done === undefined ? '' : ` ${drawBar(event.done)}`;
    const text = `${title}${bar} ${event.what}`.slice(0, (screen.columns ?? 100) - 1);
    if (text === shown) return;
    shown = text;
    if (screen.isTTY === true) {
      screen.write(`\r\u001B[K${text}`);
    } else if (nowMs() - lastMs >= lineEveryMs) {
      lastMs = nowMs();
      screen.write(`${text}\n`);
    }
  };
  if (screen.isTTY === true) draw({ what: '…' });
  return {
    update: draw,
    end: (text) => void screen.write(screen.isTTY === true ? `\r\u001B[K${text}\n` : `${text}\n`),
  };
}

export function drawBar(done: number): string {
  const full = Math.round(Math.min(1, Math.max(0, done)) * barWidth);
  return `[${'#'.repeat(full)}${'.'.repeat(barWidth - full)}] ${Math.floor(Math.min(1, Math.max(0, done)) * 100)}%`;
}
