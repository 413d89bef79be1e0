import { createPc, type Pc } from '@togo/wine-lab';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { boxOfTls12, buildChecker, userValue, type BuiltChecker, type CheckerReport } from './checker.ts';

const unchanged = { added: [], changed: [], removed: [] };

let checker: BuiltChecker;
let pc: Pc;

beforeAll(async () => {
  [checker, pc] = await Promise.all([buildChecker(), createPc({ persona: 'win10' })]);
  await pc.importRegistry(boxOfTls12 + userValue('dword:000000a0'));
});
afterAll(async () => {
  await pc.dispose();
  await checker[Symbol.asyncDispose]();
});

describe('when the report cannot be written', () => {
  it.each([
    ['a folder that is not there', 'C:\\no such folder\\report.json'],
    ['a folder', 'C:\\windows'],
    ['a drive that is not there', 'Q:\\report.json'],
    ['a name that Windows does not allow', 'C:\\re?port.json'],
  ])('says so and changes nothing: %s', async (_, path) => {
    const result = await pc.run(checker.exe, ['/S', '/FIX', '/NOPROBE', `/REPORT=${path}`]);
    expect(result).toMatchObject({ exitCode: 4, registry: unchanged, files: unchanged });
    expect(result.stderr).toContain('結果を保存できません');
    expect(result.stderr).toContain('設定は変更していません');
  });

  it('leaves a report that is held open as it was', async () => {
    await pc.write('C:\\held.json', 'old');
    const result = await pc.run(checker.exe, ['/S', '/FIX', '/NOPROBE', '/REPORT=C:\\held.json'], { lockFiles: ['C:\\held.json'] });
    expect(result).toMatchObject({ exitCode: 4, registry: unchanged });
    expect((await pc.read('C:\\held.json')).toString()).toBe('old');
  });
});

describe('when the report has a Japanese name', () => {
  it('is written there, in UTF-8', async () => {
    const path = 'C:\\事業所 さくら\\確認 結果.json';
    await pc.write('C:\\事業所 さくら\\x', '');
    const result = await pc.run(checker.exe, ['/S', '/NOPROBE', `/REPORT=${path}`]);
    expect(result.exitCode).toBe(1);
    const report = JSON.parse((await pc.read(path)).toString('utf8')) as CheckerReport;
    expect(report.findings[0]?.message).toMatch(/^TLS 1\.2 が無効になっています。/);
  });

  it('replaces a longer report as a whole', async () => {
    await pc.write('C:\\long.json', 'x'.repeat(20_000));
    await pc.run(checker.exe, ['/S', '/NOPROBE', '/REPORT=C:\\long.json']);
    expect(JSON.parse((await pc.read('C:\\long.json')).toString('utf8'))).toMatchObject({ formatVersion: 1, verdict: 'FAIL-U' });
  });
});

describe('when the command line is wrong', () => {
  it.each([
    ['an unknown word', ['/FIXX'], '/FIXX'],
    ['both changes at once', ['/FIX', '/UNDO'], '/FIX と /UNDO'],
    ['injected facts and a change', ['/FACTS=C:\\x.ini', '/FIX'], '/FACTS= と /FIX'],
    ['a host without a port', ['/HOST=example.jp'], '接続先:ポート'],
    ['a port that is none', ['/HOST=example.jp:70000'], '接続先:ポート'],
    ['a host that would leave its quotes', ["/HOST=a'b:1"], '接続先:ポート'],
    ['a host that would add a switch', ['/HOST=a" /FIX "b:1'], '接続先:ポート'],
    ['a switch without its value', ['/REPORT='], '/REPORT='],
    ['facts that are not there', ['/FACTS=C:\\missing.ini'], 'formatVersion=1'],
  ])('names %s, and neither changes nor writes anything', async (_, args, words) => {
    const result = await pc.run(checker.exe, ['/S', '/REPORT=C:\\unwritten.json', ...args]);
    expect(result).toMatchObject({ exitCode: 2, registry: unchanged, files: unchanged });
    expect(result.stderr).toContain(words);
    expect(result.stderr).toContain('(S-297)');
  });
});
