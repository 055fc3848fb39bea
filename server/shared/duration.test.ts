import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { durationInWords, readDuration } from './duration.ts';

describe('durations', () => {
  test.each([
    [1, '1 minute'],
    [30, '30 minutes'],
    [90, '90 minutes'],
    [720, '12 hours'],
    [10_080, '7 days'],
    [null, 'never'],
  ])('%j minutes are %s', (minutes, words) => {
    expect(durationInWords(minutes)).toBe(words);
  });

  test('written out and read again they are the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 600_000 }), (minutes) => {
        expect(readDuration(durationInWords(minutes))).toBe(minutes);
      }),
    );
  });

  test.each(['soon', '', '-3 days', '2', '1.5 hours', '3 months'])('%j is none', (text) => {
    expect(readDuration(text)).toBeUndefined();
  });
});
