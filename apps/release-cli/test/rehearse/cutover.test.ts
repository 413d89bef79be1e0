import { describe, expect, it } from 'vitest';
import { playCutover } from '../../src/rehearse/play-cutover.ts';
import { runReception } from '../../src/rehearse/running-reception.ts';

const cutover = new Date('2021-05-24T10:00:00+09:00');
const play = (at: Date): ReturnType<typeof playCutover> =>
  playCutover(cutover, '9.1.0', '/v1/handshake', (args) => runReception(args.map((value) => (Date.parse(value) === cutover.getTime() ? at.toISOString() : value))));
const failed = async (at: Date): Promise<string[]> => (await play(at)).checks.filter(({ ok }) => !ok).map(({ id }) => id);

describe('when the reception server goes over its cut-over', () => {
  it('answers every version before it, only TLS 1.2 from that second on, and an old path is told what to do', async () => {
    const { before, after, told, lastOld, checks } = await play(cutover);
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(Object.values(before)).toEqual(Array(3).fill(expect.stringMatching(/^answered 2021-05-24T09:59:\d\d\.\d{3}\+09:00$/)));
    expect(after).toEqual({ TLSv1: 'refused, T-104', 'TLSv1.1': 'refused, T-104', 'TLSv1.2': expect.stringMatching(/^answered 2021-05-24T10:00:0\d/) });
    expect(lastOld).toMatch(/^2021-05-24T09:59:59\.\d{3}\+09:00$/);
    expect(told).toMatchObject({ code: 'T-104', next: expect.stringMatching(/[ぁ-ん]/) });
  });

  it('one that changes a second early, or late, is noticed', async () => {
    expect(await failed(new Date(cutover.getTime() - 1000))).toEqual(['reception-flip']);
    expect(await failed(new Date(cutover.getTime() + 1000))).toContain('reception-flip');
  });
});
