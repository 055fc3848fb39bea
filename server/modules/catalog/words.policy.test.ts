import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { slugOf, wordsOf } from './words.policy.ts';

describe('the words of a text', () => {
  it.each([
    ['WHITE HANGING HEART T-LIGHT HOLDER', ['white', 'hanging', 'heart', 't', 'light', 'holder']],
    ['Crème Brûlée, crème!', ['creme', 'brulee']],
    ["Doctor's Straße Ærø", ['doctors', 'strasse', 'aero']],
    ['SET/10 RED/WHITE 3-TIER 1.5kg', ['set', '10', 'red', 'white', '3', 'tier', '1', '5kg']],
    ['Фонарь 灯笼', ['фонарь', '灯笼']],
    ['  –  ', []],
  ])('%s', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  it('stay the same when taken apart again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const words = wordsOf(text);
        expect(wordsOf(words.join(' '))).toEqual(words);
      }),
    );
  });
});

describe('an address made of a name', () => {
  it.each([
    ['Set of 3 Tea-Lights', 'set-of-3-tea-lights'],
    ["Doctor's Bag", 'doctors-bag'],
    ['Crème & Brûlée', 'creme-brulee'],
    ['灯笼', 'item'],
    ['!!!', 'item'],
  ])('%s → %s', (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });

  it('always has the form of one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const slug = slugOf(text);
        expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
        expect(slug.length).toBeLessThanOrEqual(80);
      }),
    );
  });
});
