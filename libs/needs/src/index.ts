export { cacheDir } from './cache-dir.ts';
export type { NeedsErrorCode } from './errors.ts';
export { ensureNeeds } from './ensure-needs.ts';
export type { NeedState, Purpose } from './need.ts';
export { probeNeeds } from './probe-needs.ts';
export { locateToolchain, type Toolchain } from './toolchain.ts';
export { wineBoxDir } from './wine-box.ts';
