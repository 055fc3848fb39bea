import { afterEach, expect, it } from '@jest/globals';
import { longDate, moment } from './order-words.ts';

const before = process.env.TIME_ZONE;
afterEach(() => {
  if (before === undefined) delete process.env.TIME_ZONE;
  else process.env.TIME_ZONE = before;
});

it('says a time with its zone, winter and summer', () => {
  delete process.env.TIME_ZONE;
  expect(moment('2026-11-22T14:05:00Z')).toBe('22 November 2026 at 14:05 GMT');
  expect(moment('2026-07-22T14:05:00Z')).toBe('22 July 2026 at 15:05 BST');
});

it('says days and times by the clock of the shop, wherever that is', () => {
  process.env.TIME_ZONE = 'Asia/Tokyo';
  expect(moment('2026-11-22T16:05:00Z')).toBe('23 November 2026 at 01:05 GMT+9');
  expect(longDate('2026-11-22T16:05:00Z')).toBe('23 November 2026');
});
