import { expect, test } from '@jest/globals';
import { block, line, measure } from './lettering.ts';

test('every letter of the alphabet, every digit and the usual signs are drawn', () => {
  for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789&+×-!\'.,?/"')
    expect([letter, line(letter, 0, 0, 100, '#000').includes('M')]).toEqual([letter, true]);
});

test('a longer word is wider', () => {
  expect(measure('LANTERNS')).toBeGreaterThan(measure('LANTERN'));
});

test('small letters are set as capitals, unknown signs are left out', () => {
  expect(line('home', 0, 0, 100, '#000')).toBe(line('HOME', 0, 0, 100, '#000'));
  expect(line('HO§ME', 0, 0, 100, '#000')).toBe(line('HOME', 0, 0, 100, '#000'));
});

test('a block of words stays inside its box', () => {
  const area = { x: 100, y: 100, width: 300, height: 200 };
  const svg = block('YOU ARE CONFUSING ME', area, '#000');
  const numbers = [...svg.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)].map(
    (match) => [Number(match[1]), Number(match[2])] as const,
  );
  expect(numbers.length).toBeGreaterThan(10);
  for (const [x, y] of numbers) {
    expect(x).toBeGreaterThanOrEqual(100);
    expect(x).toBeLessThanOrEqual(400);
    expect(y).toBeGreaterThanOrEqual(100);
    expect(y).toBeLessThanOrEqual(301);
  }
});

test('nothing to say draws nothing', () => {
  expect(block('§', { x: 0, y: 0, width: 10, height: 10 }, '#000')).toBe('');
});
