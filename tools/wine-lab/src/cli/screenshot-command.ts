import { resolve } from 'node:path';
import { exePath, onCleanPc } from './clean-pc.ts';
import type { CommonOptions } from './program.ts';

interface ScreenshotOptions extends CommonOptions {
  readonly out: string;
  readonly keys?: readonly string[];
  readonly screen?: true;
}

export async function screenshotCommand(written: string, args: string[], options: ScreenshotOptions): Promise<void> {
  const exe = exePath(written);
  const out = resolve(options.out);
  const { kind, title, left, top, width, height } = await onCleanPc(options.persona, exe, async (pc) => {
    const desktop = await pc.desktop();
    await desktop.start(exe, args);
    let window = await desktop.waitForCalm();
    for (const key of options.keys ?? []) {
      await desktop.key(key);
      window = await desktop.waitForCalm();
    }
    await desktop.screenshot(out, options.screen === true ? undefined : window);
    return window;
  });
  const report = { formatVersion: 1, path: out, window: { kind, title, left, top, width, height } };
  process.stdout.write(options.json === true ? `${JSON.stringify(report, null, 2)}\n` : `${out}  「${title}」 ${width}×${height}\n`);
}
