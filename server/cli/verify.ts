// npm run verify: checks every record against its entries, every stock figure against its movements, and every entry against the log.
import { SetupProblem, sentenceOf } from '../embedded/problem.ts';
import { printResults, verifyAll } from './verify/checks.ts';
import { withCopies } from './verify/copies.ts';
import { withDatabase } from './with-database.ts';

try {
  const results = await withDatabase(() => withCopies((copies) => verifyAll({ copies })));
  if (!printResults(results)) process.exitCode = 1;
} catch (error) {
  process.stderr.write(
    `${error instanceof SetupProblem || !(error instanceof Error) ? sentenceOf(error) : error.stack}\n`,
  );
  process.exitCode = 2;
}
