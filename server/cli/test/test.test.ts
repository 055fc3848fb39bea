import { describe, expect, test } from '@jest/globals';
import { meansBrowser, readTestFlags } from './flags.ts';
import { closingLine, fromJest, fromPlaywright, sum } from './tally.ts';

describe('the words after npm test', () => {
  test('choose what runs', () => {
    expect(readTestFlags([])).toEqual({ mode: 'all', watch: false, words: [] });
    expect(readTestFlags(['--checks-only', 'lint'])).toEqual({ mode: 'checks', watch: false, words: ['lint'] });
    expect(readTestFlags(['--quick', 'server/shared', '-t', 'money'])).toMatchObject({
      mode: 'quick',
      words: ['server/shared', '-t', 'money'],
    });
  });

  test('a pattern for the whole run is answered with the command that takes one', () => {
    expect(() => readTestFlags(['server/shared'])).toThrow('npm run test:quick -- PATTERN');
    expect(() => readTestFlags(['--watch'])).toThrow('npm run test:quick -- --watch');
  });

  test('a browser test is known by its place or its name', () => {
    expect(meansBrowser(['e2e/shop.spec.ts:12'])).toBe(true);
    expect(meansBrowser(['server/shared/money.test.ts'])).toBe(false);
  });
});

describe('what the runners report', () => {
  const jest = {
    numPassedTests: 7,
    numFailedTests: 1,
    numPendingTests: 1,
    numTodoTests: 1,
    testResults: [
      {
        name: '/project/server/a.test.ts',
        status: 'failed',
        assertionResults: [
          { status: 'failed', fullName: "a price (net) isn't rounded" },
          { status: 'passed', fullName: 'fine' },
        ],
      },
      { name: '/project/server/broken.test.ts', status: 'failed', assertionResults: [] },
    ],
  };

  test('jest: each failure has its command, a file that does not load is a failure', () => {
    expect(fromJest(jest, '/project')).toEqual({
      passed: 7,
      failed: 2,
      skipped: 2,
      again: [
        "npm run test:quick -- server/a.test.ts -t 'a price \\(net\\) isn'\\''t rounded'",
        'npm run test:quick -- server/broken.test.ts',
      ],
    });
  });

  test('Playwright: failures in nested suites have their commands, errors outside tests count', () => {
    const spec = (title: string, line: number, ok: boolean) => ({ title, file: 'shop.spec.ts', line, ok });
    const report = {
      suites: [{ specs: [spec('a', 3, true)], suites: [{ specs: [spec('b', 12, false)] }] }],
      stats: { expected: 1, unexpected: 1, flaky: 0, skipped: 0 },
      errors: [{ message: 'config' }],
    };
    expect(fromPlaywright(report)).toEqual({
      passed: 1,
      failed: 2,
      skipped: 0,
      again: ['npm run test:quick -- e2e/shop.spec.ts:12', 'npm run test:quick -- e2e'],
    });
  });

  test('all of it ends in the one line that scripts read', () => {
    const one = { passed: 5, failed: 0, skipped: 0, again: [] };
    expect(closingLine(sum([one, fromJest(jest, '/project')]))).toBe('12 passed, 2 failed, 2 skipped');
  });
});
