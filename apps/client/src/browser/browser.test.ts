import { describe, expect, it } from 'vitest';
import { chooseBrowsers } from './choose-browser.ts';
import { openBrowser } from './open-browser.ts';

const env = { SystemRoot: 'C:\\Windows', ProgramFiles: 'C:\\Program Files', 'ProgramFiles(x86)': 'C:\\Program Files (x86)' };
const url = 'http://127.0.0.1:50000/open?ticket=t';

describe('when the screens are shown', () => {
  it('prefers Edge in a window of its own, by its absolute path', () => {
    expect(chooseBrowsers(url, env, () => true)).toEqual([
      { exe: 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe', args: [`--app=${url}`] },
      { exe: 'C:\\Windows\\System32\\rundll32.exe', args: ['url.dll,FileProtocolHandler', url] },
    ]);
  });

  it('takes the browser of the user where there is no Edge', () => {
    expect(chooseBrowsers(url, env, () => false).map(({ exe }) => exe)).toEqual(['C:\\Windows\\System32\\rundll32.exe']);
  });

  it('starts nothing that a variable names relatively', () => {
    expect(chooseBrowsers(url, { SystemRoot: '..\\evil', ProgramFiles: 'evil' }, () => true)).toEqual([]);
  });

  it('goes on to the next when one does not start, and says when none did', async () => {
    const missing = { exe: '/nowhere/msedge.exe', args: [] };
    expect(await openBrowser([missing, { exe: '/bin/true', args: [] }])).toBe('/bin/true');
    expect(await openBrowser([missing])).toBeUndefined();
  });
});
