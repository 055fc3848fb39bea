import { SetupProblem } from '../../embedded/problem.ts';

export type TestFlags = {
  /** Everything; only the checks; or only some tests, quickly. */
  mode: 'all' | 'checks' | 'quick';
  watch: boolean;
  /** What follows the flags: names of checks, or paths and jest's own options. */
  words: string[];
};

/** Reads the words after `npm test --`. Throws a sentence about what it cannot be asked. */
export function readTestFlags(argv: string[]): TestFlags {
  const flags: TestFlags = { mode: 'all', watch: false, words: [] };
  for (const word of argv) {
    if (word === '--quick') flags.mode = 'quick';
    else if (word === '--checks-only') flags.mode = 'checks';
    else if (word === '--watch') flags.watch = true;
    else flags.words.push(word);
  }
  if (flags.mode === 'all' && (flags.words.length > 0 || flags.watch)) {
    throw new SetupProblem(
      '"npm test" runs everything and takes nothing: for some of the tests use "npm run test:quick -- PATTERN", to go on testing while you edit "npm run test:quick -- --watch".',
    );
  }
  return flags;
}

/** Whether the words name browser tests, which run elsewhere than the others. */
export function meansBrowser(words: string[]): boolean {
  return words.some((word) => /^e2e\b|\.spec\.ts\b/.test(word));
}
