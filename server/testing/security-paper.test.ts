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

/** How many requirements of level 1 and 2 each chapter of ASVS 5.0.0 has. */
const REQUIREMENTS = { 2: 11, 4: 10, 5: 9, 6: 35, 7: 18, 8: 7 };

describe('the table of ASVS in docs/security.md', () => {
  it('goes through every requirement of its chapters once', () => {
    const count = (chapter: string) => rows.filter(({ number }) => number.startsWith(`${chapter}.`)).length;
    expect(Object.fromEntries(Object.keys(REQUIREMENTS).map((chapter) => [chapter, count(chapter)]))).toEqual(
      REQUIREMENTS,
    );
    expect(new Set(rows.map(({ number }) => number)).size).toBe(rows.length);
  });

  it('names a file for whatever it calls met, and every file it names is there', () => {
    const met = rows.filter(({ state }) => state === 'met');
    expect(met.length).toBeGreaterThan(30);
    expect(met.filter(({ evidence }) => filesIn(evidence).length === 0)).toEqual([]);
    expect(rows.flatMap(({ evidence }) => filesIn(evidence)).filter((file) => !existsSync(join(ROOT, file)))).toEqual(
      [],
    );
  });

  it('says why, where something is open or does not apply', () => {
    expect(rows.filter(({ state, evidence }) => state !== 'met' && evidence.length < 15)).toEqual([]);
  });
});
