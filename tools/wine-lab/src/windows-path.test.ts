import { mkdtempSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hostPath, windowsPath } from './windows-path.ts';

describe('when a Windows path is looked for on this machine', () => {
  const drive = mkdtempSync(join(tmpdir(), 'togo-drive-'));
  mkdirSync(join(drive, 'Program Files (x86)', 'KaigoDenso'), { recursive: true });

  it('matches what is there whatever the case, and keeps the case of what is not', () => {
    expect(hostPath(drive, 'c:\\PROGRAM FILES (X86)\\kaigodenso\\New.TXT')).toBe(join(drive, 'Program Files (x86)', 'KaigoDenso', 'New.TXT'));
  });

  it('knows this machine as drive Z:', () => {
    expect(windowsPath(drive)).toBe(`Z:${drive.replaceAll('/', '\\')}`);
    expect(hostPath('/nowhere', windowsPath(drive))).toBe(drive);
  });

  it.each(['D:\\x', 'relative\\x', 'C:\\..\\..\\etc\\passwd'])('refuses %s', (path) => {
    expect(() => hostPath(drive, path)).toThrow('expected an absolute Windows path');
  });
});
