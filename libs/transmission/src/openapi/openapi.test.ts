import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { describe, expect, it } from 'vitest';
import { receptionCodes } from '../protocol/index.ts';
import { describeProtocol } from './describe-protocol.ts';
import { operations } from './operations.ts';

const text = `${JSON.stringify(describeProtocol(), null, 2)}\n`;

describe('when the protocol is described', () => {
  it('is what docs/openapi.json says (else: node libs/transmission/src/openapi/write.ts)', async () => {
    expect(await readFile(join(import.meta.dirname, '../../../../docs/openapi.json'), 'utf8')).toBe(text);
  });

  it('gives the linter nothing to say', async () => {
    const config = await createConfig({ extends: ['recommended-strict'] });
    expect((await lintFromString({ source: text, absoluteRef: 'openapi.json', config })).map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
  });

  it('gives the linter something to say when it is wrong', async () => {
    const config = await createConfig({ extends: ['recommended-strict'] });
    const wrong = text.replace('"#/components/schemas/LogIn"', '"#/components/schemas/LogOut"');
    expect((await lintFromString({ source: wrong, absoluteRef: 'openapi.json', config })).map(({ ruleId }) => ruleId)).toContain('no-unresolved-refs');
  });

  it('names every refusal somewhere but the one for addresses that do not exist', () => {
    const named = new Set(operations.flatMap(({ refusals }) => refusals));
    expect(Object.keys(receptionCodes).filter((code) => !named.has(code as never))).toEqual(['R-538']);
  });
});
