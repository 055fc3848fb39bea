import { relative } from 'node:path';

export type Tally = {
  passed: number;
  failed: number;
  skipped: number;
  /** For each failure, the one command that runs it again. */
  again: string[];
};

export const nothing = (): Tally => ({ passed: 0, failed: 0, skipped: 0, again: [] });

/** Adds up what the runners report. */
export function sum(tallies: Tally[]): Tally {
  return tallies.reduce(
    (all, one) => ({
      passed: all.passed + one.passed,
      failed: all.failed + one.failed,
      skipped: all.skipped + one.skipped,
      again: [...all.again, ...one.again],
    }),
    nothing(),
  );
}

/** The line a run ends with. */
export function closingLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

type JestReport = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { name: string; status: string; assertionResults: { status: string; fullName: string }[] }[];
};

/** Reads jest's JSON report. A file that could not even be loaded counts as one failed test. */
export function fromJest(report: JestReport, root = process.cwd()): Tally {
  const again = report.testResults.flatMap(({ name, status, assertionResults }) => {
    const file = relative(root, name);
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0) return status === 'failed' ? [rerun(file)] : [];
    return failed.map((test) => rerun(`${file} -t ${quoted(escaped(test.fullName))}`));
  });
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
    again,
  };
}

type PlaywrightSuite = {
  suites?: PlaywrightSuite[];
  specs?: { title: string; file: string; line: number; ok: boolean }[];
};
type PlaywrightReport = PlaywrightSuite & {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: { message?: string }[];
};

/** Reads Playwright's JSON report. An error outside any test, such as a file that does not load, counts as one failed test. */
export function fromPlaywright(report: PlaywrightReport): Tally {
  const { expected, flaky, unexpected, skipped } = report.stats;
  const failed = specsOf(report).filter((spec) => !spec.ok);
  return {
    passed: expected + flaky,
    failed: unexpected + report.errors.length,
    skipped,
    again: [
      ...failed.map((spec) => rerun(`e2e/${spec.file}:${spec.line}`)),
      ...(report.errors.length > 0 ? [rerun('e2e')] : []),
    ],
  };
}

function specsOf(suite: PlaywrightSuite): NonNullable<PlaywrightSuite['specs']> {
  return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];
}

function rerun(words: string): string {
  return `npm run test:quick -- ${words}`;
}

function escaped(title: string): string {
  return title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
