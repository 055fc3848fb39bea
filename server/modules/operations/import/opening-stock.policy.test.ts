import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Flow, inOrderOfTime, openingNeed } from './opening-stock.policy.ts';

const flow = fc.record({
  at: fc.integer({ min: 1, max: 30 }),
  delta: fc.integer({ min: -50, max: 50 }).filter((delta) => delta !== 0),
});
const flows = fc.array(flow, { maxLength: 40 });
const sorted = (list: Flow[]) => list.toSorted(inOrderOfTime);
const total = (list: Flow[]) => list.reduce((sum, { delta }) => sum + delta, 0);
const lowest = (list: Flow[]) => {
  let balance = 0;
  let least = 0;
  for (const { delta } of sorted(list)) {
    balance += delta;
    least = Math.min(least, balance);
  }
  return least;
};

/** What the import does with one file: opening stock before it, its rows, and a correction after it where an earlier file explains stock. */
function book(ledger: Flow[], file: Flow[]): Flow[] {
  const { topUp, firstNeed } = openingNeed(sorted([...ledger, ...file]));
  const booked = [...ledger, ...file];
  if (topUp > 0) booked.push({ at: firstNeed - 0.5, delta: topUp, opening: true });
  const { surplus, lastOpening } = openingNeed(sorted(booked));
  if (surplus > 0) booked.push({ at: lastOpening, delta: -surplus, opening: true });
  return booked;
}

describe('opening stock', () => {
  test('is what must have been there before the first sale', () => {
    expect(
      openingNeed([
        { at: 5, delta: -6 },
        { at: 7, delta: -4 },
      ]),
    ).toEqual({ topUp: 10, firstNeed: 5, surplus: 0, lastOpening: 0 });
    expect(
      openingNeed([
        { at: 5, delta: 6 },
        { at: 7, delta: -4 },
      ]),
    ).toMatchObject({ topUp: 0 });
    expect(
      openingNeed([
        { at: 5, delta: 6 },
        { at: 7, delta: -9 },
        { at: 8, delta: 9 },
      ]),
    ).toMatchObject({ topUp: 3, firstNeed: 7 });
  });

  test('is topped up by what later sales need beyond what is there', () => {
    expect(openingNeed([{ at: 5, delta: -6 }], 4)).toMatchObject({ topUp: 2 });
    expect(openingNeed([{ at: 5, delta: -6 }], 6)).toMatchObject({ topUp: 0 });
  });

  test('is taken back in part where an earlier file shows where goods came from', () => {
    const later = book([], [{ at: 20, delta: -10 }]);
    const both = book(later, [{ at: 3, delta: 4 }]);
    expect(both.filter(({ opening }) => opening).map(({ delta }) => delta)).toEqual([10, -4]);
  });

  test('keeps the balance at zero or above at any time, and is no more than that needs', () => {
    fc.assert(
      fc.property(flows, (list) => {
        const booked = book([], list);
        expect(lowest(booked)).toBe(0);
        expect(total(booked)).toBe(total(list) - lowest(list));
      }),
    );
  });

  test('comes to the same in whatever order the files come, and however they are cut', () => {
    fc.assert(
      fc.property(fc.array(flows, { minLength: 1, maxLength: 5 }), fc.infiniteStream(fc.nat()), (files, random) => {
        const shuffled = files.toSorted(() => (random.next().value % 3) - 1);
        const atOnce = book([], files.flat());
        const oneByOne = shuffled.reduce<Flow[]>(book, []);
        expect(total(oneByOne)).toBe(total(atOnce));
        expect(lowest(oneByOne)).toBe(0);
      }),
      { numRuns: 500 },
    );
  });
});
