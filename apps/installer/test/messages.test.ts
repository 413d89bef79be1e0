import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Manifest } from '@togo/release/manifest';
import { shownVariables } from '../src/escape.ts';
import { answers, installerRefusals, launcherRefusals, type Refusal } from '../src/messages.ts';
import { launcherHeader } from '../src/launcher-source.ts';
import { pageTexts } from '../src/page-texts.ts';
import { fillNames } from '../src/wording.ts';

const refusals: readonly Refusal[] = [...Object.values(installerRefusals), ...Object.values(launcherRefusals)];
const names = { client: '介護伝送ソフト', installer: '統合インストーラ', checker: 'IE設定チェックツール', version: '9.1.0' };
const named = (text: string): string => fillNames(text, names);
const texts = refusals.flatMap(({ title, cause, next }) => [title, cause, next]);

describe('when something is refused', () => {
  it('has a code and an exit code of its own', () => {
    expect(new Set(refusals.map(({ code }) => code)).size).toBe(refusals.length);
    const exitCodes = [...refusals, ...Object.values(answers)].map(({ exitCode }) => exitCode);
    expect(new Set(exitCodes).size).toBe(exitCodes.length);
  });

  it('leaves the exit code 2 to NSIS, which ends so when its own file is damaged', () => {
    expect(refusals.map(({ exitCode }) => exitCode)).not.toContain(2);
  });

  it('says in Japanese what happened and what to do, in whole sentences', () => {
    for (const { title, cause, next } of refusals) {
      expect(title).not.toMatch(/。$/);
      expect(cause).toMatch(/。$/);
      expect(next).toMatch(/。$/);
    }
    for (const text of texts) expect(text).not.toMatch(/エラーが発生しました|error/i);
  });

  it('uses only placeholders that are filled', () => {
    const known = ['{client}', '{installer}', '{checker}', '{version}', ...shownVariables.map((name) => `{$${name}}`)];
    for (const text of texts) for (const [placeholder] of text.matchAll(/\{[^}]*\}/g)) expect(known).toContain(placeholder);
  });
});

describe('when a text has little room', () => {
  /** Lines of 40 full-width letters that a text takes on a page. */
  const linesOf = (text: string): number => {
    const letters = [...named(text).replace(/\{\$?\w+\}/g, '99999.9')];
    return Math.ceil(letters.reduce((sum, letter) => sum + (letter > '\u00ff' ? 1 : 0.5), 0) / 40);
  };

  const pages = pageTexts({ tls: { min: 'TLSv1.2', max: 'TLSv1.2' } } as Manifest);
  const linesBesideChecks = ({ cause, next }: Refusal, shown: Readonly<Record<string, string>> = {}): number => {
    const filled = (text: string): string => named(text.replace(/\{\$(\w+)\}/g, (whole, name: string) => shown[name] ?? whole));
    return linesOf(filled(cause)) + linesOf(filled(`次にすること: ${next}`));
  };

  it('fits beside the list of checks', () => {
    const { windowsTooOld, notEnoughSpace, anotherSetup, downgrade, notUpgradable, folderUnusable, ver8InUse } = installerRefusals;
    for (const refusal of [windowsTooOld, notEnoughSpace, anotherSetup, downgrade, notUpgradable, folderUnusable, ver8InUse]) {
      expect(linesBesideChecks(refusal)).toBeLessThanOrEqual(4);
    }
  });

  it.each(['notAsked', 'busy', 'elsewhere', 'silent'])('fits beside the list of checks, whatever the running client answered: %s', (answer) => {
    const [RunningWhy, RunningNext] = ['why', 'next'].map((part) => String(pages[`running.${answer}.${part}`])) as [string, string];
    expect(linesBesideChecks(installerRefusals.clientRunning, { RunningWhy, RunningNext })).toBeLessThanOrEqual(4);
  });

  it('fits beside the list of checks, with the names of two programs of 15 letters each', () => {
    const HeldBy = `${`「${'窓'.repeat(15)}」`.repeat(2)}${String(pages['held.more'])}`;
    expect(linesBesideChecks(installerRefusals.filesInUse, { HeldFile: 'IESettingsCheck-9.1.0.exe', HeldBy })).toBeLessThanOrEqual(4);
  });

  it('fits on the last page', () => {
    for (const { title, cause, next } of Object.values(installerRefusals)) {
      expect(linesOf(title)).toBe(1);
      expect(linesOf(`${cause}追加したものの一部を元に戻せませんでした。これまでの版がある場合は、そのままお使いいただけます。`)).toBeLessThanOrEqual(3);
      expect(linesOf(`次にすること: ${next}`)).toBeLessThanOrEqual(3);
    }
  });

  it('fits beside the check of Internet Explorer, for an account whose name has 20 letters', () => {
    const shown = { CheckAddress: `${'花'.repeat(20)} さん`, CheckTitle: '設定を直しました。あと一つ、作業が残っています', CheckCode: 'S-291', CheckWhy: 'S-293' };
    const filled = (text: string): string => text.replace(/\{\$(\w+)\}/g, (_, name: string) => shown[name as keyof typeof shown]);
    const checks = Object.entries(pages).filter(([name]) => name.startsWith('check.'));
    expect(checks.length).toBeGreaterThan(10);
    for (const [, text] of checks) expect([text].flat().reduce((sum, line) => sum + linesOf(filled(line)), 0)).toBeLessThanOrEqual(2);
  });
});

describe('when somebody looks an exit code up', () => {
  it('stands in the one table, with its code', async () => {
    const table = await readFile(join(import.meta.dirname, '../../../docs/decisions/0006-installer-and-launcher.md'), 'utf8');
    for (const { code, exitCode, title } of refusals) expect(table).toContain(`| ${exitCode} | ${code} | ${named(title)} |`);
    for (const { exitCode, meaning } of Object.values(answers)) expect(table).toContain(`| ${exitCode} | | ${meaning} |`);
  });
});

describe('when the launcher is given its words', () => {
  it('fills the names in and knows each refusal by its exit code', () => {
    const header = launcherHeader({ client: 'C', installer: 'I', checker: 'K', version: '9.1.0' });
    expect(header).not.toContain('{client}');
    for (const [name, { exitCode }] of Object.entries(launcherRefusals)) expect(header).toContain(`refusal ${name} = { ${exitCode}, L"C`);
  });
});
