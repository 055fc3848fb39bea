import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { eveningBefore, londonTime, shiftDays } from './london-time.policy.ts';

const clockTime = (at: Date): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London', dateStyle: 'short', timeStyle: 'medium' }).format(at);

describe('UK time', () => {
  test.each([
    ['2010-12-01 08:26:00', '2010-12-01T08:26:00.000Z'],
    ['2011-03-27 00:59:59', '2011-03-27T00:59:59.000Z'],
    ['2011-03-27 02:00:00', '2011-03-27T01:00:00.000Z'],
    ['2011-10-30 00:30:00', '2011-10-29T23:30:00.000Z'],
    ['2011-10-30 02:00:00', '2011-10-30T02:00:00.000Z'],
    ['2012-02-29 12:00:00', '2012-02-29T12:00:00.000Z'],
  ])('%s is %s', (text, instant) => {
    expect(londonTime(text)?.toISOString()).toBe(instant);
  });

  test.each([
    '2011-02-29 12:00:00',
    '2011-13-01 12:00:00',
    '2011-00-10 12:00:00',
    '2011-04-31 12:00:00',
    '2011-04-30 12:60:00',
    '2011-4-3 12:00:00',
    '',
  ])('%j is none', (text) => {
    expect(londonTime(text)).toBeNull();
  });

  const days = fc.date({ min: new Date('2009-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });

  test('agrees with the tables of the runtime', () => {
    fc.assert(
      fc.property(days, (day) => {
        const text = clockTime(new Date(Math.floor(day.getTime() / 1000) * 1000));
        expect(clockTime(londonTime(text)!)).toBe(text);
      }),
    );
  });

  test('moved by days keeps its time of day, and back again is what it was', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -4_000, max: 6_000 }), (day, by) => {
        const at = Math.floor(day.getTime() / 1000) * 1000;
        // Between one and two at night on the days of change a time of day is missing or double.
        fc.pre(!/ 0[12]:/.test(clockTime(new Date(at))));
        const moved = shiftDays(at, by);
        expect(clockTime(new Date(moved)).slice(10)).toBe(clockTime(new Date(at)).slice(10));
        expect(shiftDays(moved, -by)).toBe(at);
      }),
    );
  });

  test('the evening before is 23:59 of the day before', () => {
    expect(clockTime(eveningBefore(Date.parse('2011-06-30T19:08:00Z')))).toBe('2011-06-29 23:59:00');
    expect(clockTime(eveningBefore(Date.parse('2010-12-01T00:00:00Z')))).toBe('2010-11-30 23:59:00');
    expect(clockTime(eveningBefore(Date.parse('2011-03-27T12:00:00Z')))).toBe('2011-03-26 23:59:00');
  });
});
