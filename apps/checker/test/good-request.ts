import type { BuildRequest } from '../src/request.ts';

export const goodRequest: BuildRequest = {
  formatVersion: 1,
  version: '9.1.0',
  productName: 'IE設定チェックツール',
  reception: { host: 'reception.example.jp', port: 443, probePath: '/v1/handshake' },
  sourceDate: 1_617_235_200,
  makensis: { exe: '/usr/bin/makensis', nsisDir: '/usr/share/nsis', version: 'v3.12' },
  out: '/tmp/out',
  work: '/tmp/work',
};
