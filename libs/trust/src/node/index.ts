export type { DownloadOptions } from './download.ts';
export type { Getter, GetOptions } from './getter.ts';
export { recallWorld } from './recall-world.ts';
export { openRepository, type FoundTarget, type Repository, type RepositoryOptions } from './repository.ts';
export { verifyForeign, type ForeignAnswer, type ForeignQuestion } from './verify-foreign.ts';
