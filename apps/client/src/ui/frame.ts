import type { ClientService } from '../client-service.ts';
import type { Frame } from './layout.ts';
import { withdrawnStrip } from './pages/update.ts';

const buildMarks = { development: 'テスト版(テスト署名)', unsigned: 'テスト版(署名なし)', production: undefined } as const;

/** What stands around every page of this version. */
export function frameOf({ manifest, updates }: ClientService, formToken: string): Frame {
  if (manifest === undefined) return { productName: '介護伝送ソフト', versionText: '', formToken };
  const buildMark = buildMarks[manifest.signing];
  return {
    productName: manifest.productNames.client,
    versionText: `Ver.${manifest.version}`,
    formToken,
    ...(buildMark === undefined ? {} : { buildMark }),
    ...(updates.withdrawn === undefined ? {} : { warning: withdrawnStrip() }),
  };
}
