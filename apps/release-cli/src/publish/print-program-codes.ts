import { readProgramCodes } from './program-codes.ts';

/** `node apps/release-cli/src/publish/print-program-codes.ts VERSION`: what a publication of that version explains, as one JSON document. */
process.stdout.write(JSON.stringify(await readProgramCodes(process.argv[2] ?? '')));
