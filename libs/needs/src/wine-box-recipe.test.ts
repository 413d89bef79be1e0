import { describe, expect, it } from 'vitest';
import { boxFiles, planWineBox } from './wine-box-recipe.ts';

describe('when a Wine box is planned', () => {
  const steps = planWineBox({ suite: 'trixie', box: '/cache/box', draft: '/cache/box.tmp', files: '/cache/files', mirror: 'http://mirror.test/debian', keyring: '/keys.gpg' });
  const commands = steps.map(({ command }) => command.join(' '));

  it('works on the draft until the last command, which makes the box appear', () => {
    expect(commands.at(-1)).toBe('mv -T /cache/box.tmp /cache/box');
    expect(commands.slice(0, -1).filter((command) => !command.includes('/cache/box.tmp'))).toEqual([]);
    expect(commands.slice(0, -1).filter((command) => /\/cache\/box( |\/|$)/.test(command))).toEqual([]);
  });

  it('begins by removing what an interrupted attempt left', () => {
    expect(commands[0]).toBe('rm -rf --one-file-system /cache/box.tmp');
  });

  it('takes Debian from the mirror that it was given and trusts its keys only', () => {
    expect(commands[1]).toBe('debootstrap --variant=minbase --keyring=/keys.gpg trixie /cache/box.tmp http://mirror.test/debian');
  });

  it('knows the 32-bit architecture and its packages before it installs Wine', () => {
    const order = ['--add-architecture i386', 'apt-get update', 'wine32:i386', 'localedef'].map((part) =>
      commands.findIndex((command) => command.includes(part)),
    );
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order).not.toContain(-1);
  });

  it('says how far it is, never going back', () => {
    const done = steps.map((step) => step.done);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(done.at(-1)).toBe(1);
  });

  it('lets programs in the box find localhost', () => {
    expect(boxFiles.hosts).toBe('127.0.0.1 localhost\n');
  });
});
