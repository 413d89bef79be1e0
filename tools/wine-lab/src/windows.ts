/** A rectangle of the screen, in pixels. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A visible control inside a window and what it says. */
export interface Control extends Area {
  /** Windows class: `Button`, `Static`, `Edit`, … */
  readonly kind: string;
  readonly text: string;
  readonly enabled: boolean;
}

/** A visible top-level window. */
export interface Window extends Area {
  readonly kind: string;
  readonly title: string;
  readonly pid: number;
  /** Whether keys go to it. */
  readonly front: boolean;
  readonly controls: readonly Control[];
}

/** Reads the agent's answer to `windows`: `window` or `child`, class, text, area (4), then pid and front, or enabled. */
export function readWindows(fields: readonly string[]): Window[] {
  const windows: (Window & { controls: Control[] })[] = [];
  for (let at = 0; at < fields.length;) {
    const isWindow = fields[at] === 'window';
    const [kind = '', text = '', ...rest] = fields.slice(at + 1, at + 9);
    const [left = 0, top = 0, width = 0, height = 0, first = 0, second = 0] = rest.map(Number);
    const area = { left, top, width, height };
    if (isWindow) windows.push({ kind, title: text, ...area, pid: first, front: second === 1, controls: [] });
    else windows.at(-1)?.controls.push({ kind, text, ...area, enabled: first === 1 });
    at += isWindow ? 9 : 8;
  }
  return windows;
}
