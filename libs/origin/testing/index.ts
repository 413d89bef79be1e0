export { startCeph, type CephStore } from './ceph.ts';
export { faultyOrigin, KilledError, type Fault, type FaultyOrigin, type When } from './faulty-origin.ts';
export type { TestStore } from './store.ts';
export { startSwift, type SwiftStore } from './swift.ts';
