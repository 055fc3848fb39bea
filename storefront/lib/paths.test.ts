import { expect, it } from '@jest/globals';
import { paths } from './paths.ts';

it('takes the key of an order along only where there is one', () => {
  expect(paths.order('CF-10482')).toBe('/orders/CF-10482');
  expect(paths.order('CF-10482', { key: '' })).toBe('/orders/CF-10482');
  expect(paths.order('CF-10482', { key: 'a_b', changed: 'address' })).toBe('/orders/CF-10482?changed=address&key=a_b');
});
