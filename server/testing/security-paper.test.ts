import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '../..');
const paper = readFileSync(join(ROOT, 'docs/security.md'), 'utf8');
const rows = paper
  .split('\n')
  .map((line) => /^\| (\d+\.\d+\.\d+) +\| (.+?) +\| (met|open|not applicable) +\| (.+?) +\|$/.exec(line))
  .filter((row) => row !== null)
  .map(([, number = '', asks = '', state = '', evidence = '']) => ({ number, asks, state, evidence }));
const filesIn = (text: string): string[] =>
  [...text.matchAll(/`([\w./-]+\.(?:ts|tsx|md))`/g)].map(([, file = '']) => file);

/** How many requirements of level 1 and 2 each section of these chapters has in ASVS 5.0.0; they are its first ones, without a gap. */
const REQUIREMENTS: Record<string, number> = {
  ...{ '2.1': 3, '2.2': 3, '2.3': 4, '2.4': 1 },
  ...{ '4.1': 3, '4.2': 1, '4.3': 2, '4.4': 4 },
  ...{ '5.1': 1, '5.2': 3, '5.3': 2, '5.4': 3 },
  ...{ '6.1': 3, '6.2': 12, '6.3': 4, '6.4': 4, '6.5': 5, '6.6': 3, '6.8': 4 },
  ...{ '7.1': 3, '7.2': 4, '7.3': 2, '7.4': 5, '7.5': 2, '7.6': 2 },
  ...{ '8.1': 2, '8.2': 3, '8.3': 1, '8.4': 1 },
};
const numbers = Object.entries(REQUIREMENTS).flatMap(([section, count]) =>
  Array.from({ length: count }, (_, n) => `${section}.${n + 1}`),
);

describe('the table of ASVS in docs/security.md', () => {
  it('goes through every requirement of its chapters once, in their order', () => {
    expect(rows.map(({ number }) => number)).toEqual(numbers);
  });

  it('says of each in words of its own what it asks', () => {
    expect(new Set(rows.map(({ asks }) => asks)).size).toBe(rows.length);
  });

  it('names a file for whatever it calls met, and every file it names is there', () => {
    const met = rows.filter(({ state }) => state === 'met');
    expect(met.length).toBeGreaterThan(30);
    expect(met.filter(({ evidence }) => filesIn(evidence).length === 0)).toEqual([]);
    expect(rows.flatMap(({ evidence }) => filesIn(evidence)).filter((file) => !existsSync(join(ROOT, file)))).toEqual(
      [],
    );
  });

  it('shows what is met by tests that are run, or by a paper where a paper is asked for', () => {
    const isTest = (file: string) => /\.(test|spec)\.tsx?$/.test(file);
    const isPaper = (file: string) => file.startsWith('docs/') || file === 'server/shared/permission-table.ts';
    const shown = rows.filter(({ state }) => state === 'met').flatMap(({ evidence }) => filesIn(evidence));
    expect(shown.filter((file) => !isTest(file) && !isPaper(file))).toEqual([]);
    const isEmpty = (file: string) => !/\b(it|test)(\.each\b|\()/.test(readFileSync(join(ROOT, file), 'utf8'));
    expect(shown.filter(isTest).filter(isEmpty)).toEqual([]);
    const onPaperAlone = rows.filter(({ evidence }) => filesIn(evidence).length > 0 && !filesIn(evidence).some(isTest));
    expect(onPaperAlone.filter(({ number }) => !/^\d\.1\.\d$/.test(number))).toEqual([]);
  });

  it('says why, where something is open or does not apply', () => {
    expect(rows.filter(({ state, evidence }) => state !== 'met' && evidence.length < 15)).toEqual([]);
  });
});
