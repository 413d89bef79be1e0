import { release, version } from 'node:os';

/** What this process runs on, for support: label and value. */
export function runtimeFacts(): readonly (readonly [string, string])[] {
  return [
    ['実行環境', `Node.js ${process.versions.node} (${process.arch})`],
    ['暗号ライブラリ', `OpenSSL ${process.versions.openssl}`],
    ['パソコンの基本ソフト', `${version()} (${release()})`],
  ];
}
