import { expect, it } from '@jest/globals';
import { wantedBack } from './return-form.ts';

const form = (typed: Record<string, string>) => ({ text: (name: string) => typed[name] ?? '' });

it('names the parts that shall go back, each in the steps of its unit, and leaves out what stays', () => {
  const typed = {
    lines: '1,2,3,4',
    'quantity.1': '2',
    'uom.1': 'piece',
    'quantity.2': '0',
    'uom.2': 'piece',
    'quantity.3': '0.5',
    'uom.3': 'kg',
    'uom.4': 'piece',
  };
  expect(wantedBack(form(typed))).toEqual([
    { lineId: '1', quantity: 2 },
    { lineId: '3', quantity: 500 },
  ]);
});

it.each<Record<string, string>>([{}, { lines: '1', 'quantity.1': 'many', 'uom.1': 'piece' }])(
  'makes nothing of %j',
  (typed) => {
    expect(wantedBack(form(typed))).toEqual([]);
  },
);
