import { CodedError } from '@togo/foundation';
import { buildChecker } from './build-checker.ts';
import { readRequest } from './request.ts';

/** 0 built, 1 refused, 2 called wrongly, 70 our bug. */
async function main(): Promise<number> {
  const [path, ...rest] = process.argv.slice(2);
  if (path === undefined || rest.length > 0) {
    process.stderr.write('usage: node apps/checker/src/build.ts <request.json>\n');
    return 2;
  }
  try {
    process.stdout.write(`${await buildChecker(await readRequest(path))}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    process.stderr.write(`${error.code}: ${error.message}\n${error.hint ?? ''}\n`);
    return 1;
  }
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error);
  return 70;
});
