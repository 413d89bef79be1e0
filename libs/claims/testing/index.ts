export { encodeCp932 } from './encode-cp932.ts';
export { syntheticInsured, syntheticInsurer, syntheticOffice } from './synthetic-numbers.ts';
export { writeClaimFile, type WriteOptions } from './write-claim-file.ts';
